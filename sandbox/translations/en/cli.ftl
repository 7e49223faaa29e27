cli-open =
    { "" }
    The class is open.

    On this laptop:  { $laptop }
cli-phones = On the phones:   { $address }
cli-no-phones = Phones cannot reach it yet: connect this laptop to Wi-Fi or turn on its hotspot, then open the class again.
cli-other-addresses = If a phone cannot open that address, try:  { $addresses }
cli-first-trainer =
    { "" }
    Trainer: open this link once to choose your name and password.
    { $address }
cli-how-to-close =
    { "" }
    Press Ctrl+C to close the class.
cli-closed =
    { "" }
    The class is closed. Everything is saved.
cli-port-moved = Port { $port } is in use by another program, so the class uses port { $other }.
cli-port-taken = Port { $port } and the ones after it are in use. Try another one, such as --port 9000.
cli-port-forbidden = Port { $port } may not be used without special rights. Try another one, such as --port 8000.
cli-host-unknown = { $host } is not an address of this laptop. Leave --host out and the address is found for you.
cli-already-open = This class is already open in another window: { $address }
cli-close-first = Close the class first (Ctrl+C in its window), then try again. Its address: { $address }
cli-read-only = { $folder } cannot be written to. Choose a folder of your own with --data.
cli-workers-need-postgresql = Several processes need PostgreSQL; see docs/deploy.md. Leave --workers out.
cli-migrating = Preparing the database ...
cli-loading-demo = Loading the example class ...
cli-done = Done.
cli-trainer-link =
    This link works once:
    { $address }
cli-trainer-unknown = No trainer signs in as "{ $name }". There are: { $known }
cli-backed-up = Backup written to { $file } ({ $size } MB).
cli-restored = The contents of { $file } are back. What was there before is in { $kept }
cli-file-trouble = { $file } cannot be read or written: { $why }
cli-not-a-backup = { $file } is not a Lapak Latihan backup.
cli-damaged-backup = The backup { $file } is damaged. Nothing was changed.
cli-not-empty = The database it should go into is not empty. Use an empty one.
