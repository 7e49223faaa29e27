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
cli-market-facts-passed = { $passed } of { $all } facts hold.
cli-market-fact-holds = holds
cli-market-fact-broken = BROKEN
cli-market-no-media-mix = The media-mix part is only in the source folder (benchmarks/media_mix). Leave --slow out.
cli-market-media-mix-setup = Setting up pymc-marketing in { $folder } (only once, a few minutes) ...
cli-market-media-mix-fit = Fitting the media mix "{ $name }" ({ $days } days); this takes minutes ...
cli-market-media-mix-failed = pymc-marketing could not be run; the record is in { $log }
cli-market-written = The daily table is in { $file }, the meaning of its columns in { $dictionary }.
cli-market-run-head = { $title } · { $days } days · { $mode } mode · numbers { $version } · practice figures, no forecast
cli-market-run-shop = Shop { $shop }
cli-market-run-total = total
cli-market-run-organic = without ads
cli-market-col-day = day
cli-market-col-date = date
cli-market-col-spend = ads Rp
cli-market-col-impressions = shown
cli-market-col-clicks = clicks
cli-market-col-chats = chats
cli-market-col-orders = orders
cli-market-col-revenue = revenue Rp
cli-market-col-profit = left over Rp
cli-market-col-channel = channel
cli-scenario-too-big = The scenario file is too big (at most { $most } kB).
cli-scenario-not-text = The scenario file is not UTF-8 text.
cli-scenario-not-toml = The scenario file cannot be read as TOML: { $why }
cli-scenario-too-many-shops = Too many shops; at most { $most }.
cli-scenario-unknown-key = { $where }: there is no key "{ $name }". There are: { $known }
cli-scenario-missing-key = { $where } is missing.
cli-scenario-wrong-kind = { $where } must be of kind { $wanted }; the file says { $given }.
cli-scenario-out-of-range = { $where } must be between { $low } and { $high }; the file says { $given }.
cli-scenario-unknown-name = { $where }: there is no "{ $name }". There are: { $known }
cli-scenario-wrong-count = { $where } needs { $wanted } numbers; there are { $given }.
cli-scenario-twins = { $where }: "{ $name }" is used twice.
cli-column-shop = name of the shop
cli-column-day = market day, from 0
cli-column-date = date of that day
cli-column-slot = number of the campaign in its shop, from 0; empty without a campaign
cli-column-channel = channel; organic: came without a campaign
cli-column-budget = budget of the day
cli-column-impressions = times it was shown
cli-column-reach = different people who saw it that day
cli-column-reach_total = different people who saw it since the start
cli-column-frequency = times a person saw it since the start, on average
cli-column-clicks = clicks, or reactions to a broadcast
cli-column-visits = visits that reached the page
cli-column-carts = visits that filled a cart
cli-column-chats = people who began a chat
cli-column-orders = orders filled from stock
cli-column-lost_to_stock = orders lost because stock ran out
cli-column-cod_failed = parcels refused at the door
cli-column-opt_outs = people who left the list
cli-column-spend = money spent on ads
cli-column-revenue = revenue of filled orders
cli-column-goods_cost = cost of the goods
cli-column-packing = cost of packing
cli-column-platform_fee = fee of the marketplace
cli-column-cod_loss = loss from refused parcels
cli-column-shipping_cost = shipping paid by the seller
cli-column-profit = money left after all costs
cli-column-stock_left = stock at the end of the day
cli-column-learning = how far the platform has learnt, 0 to 1
cli-column-wear = freshness of the post, 1 is fresh
cli-column-status = notes of the day, as codes
cli-column-engagements = reactions to a post (likes, comments, shares)
cli-column-attributed_orders = orders as an ads dashboard claims them, more than it truly brought
cli-column-attributed_revenue = revenue as an ads dashboard claims it
