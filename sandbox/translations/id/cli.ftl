cli-open =
    { "" }
    Kelas sudah dibuka.

    Di laptop ini:  { $laptop }
cli-phones = Di HP peserta:  { $address }
cli-no-phones = HP belum bisa masuk: sambungkan laptop ini ke Wi-Fi atau nyalakan hotspot, lalu buka lagi kelasnya.
cli-other-addresses = Kalau alamat itu tidak terbuka di HP, coba:  { $addresses }
cli-first-trainer =
    { "" }
    Pelatih: buka tautan ini satu kali untuk membuat nama dan kata sandi.
    { $address }
cli-how-to-close =
    { "" }
    Tekan Ctrl+C untuk menutup kelas.
cli-closed =
    { "" }
    Kelas ditutup. Semua tersimpan.
cli-port-moved = Pintu { $port } sedang dipakai program lain, jadi kelas memakai pintu { $other }.
cli-port-taken = Pintu { $port } dan pintu-pintu sesudahnya sedang dipakai. Coba pintu lain, misalnya --port 9000.
cli-port-forbidden = Pintu { $port } tidak boleh dipakai tanpa izin khusus. Coba pintu lain, misalnya --port 8000.
cli-host-unknown = Alamat { $host } bukan alamat laptop ini. Hapus pilihan --host supaya alamatnya dicari sendiri.
cli-already-open = Kelas ini sudah terbuka di jendela lain: { $address }
cli-close-first = Tutup dulu kelasnya (Ctrl+C di jendelanya), lalu ulangi. Alamatnya: { $address }
cli-read-only = { $folder } tidak bisa ditulisi. Pilih folder milikmu sendiri dengan --data.
cli-workers-need-postgresql = Beberapa proses hanya untuk PostgreSQL; lihat docs/deploy.md. Hapus pilihan --workers.
cli-migrating = Menyiapkan database ...
cli-loading-demo = Memuat kelas contoh ...
cli-done = Selesai.
cli-trainer-link =
    Tautan ini berlaku satu kali:
    { $address }
cli-trainer-unknown = Tidak ada pelatih dengan nama masuk "{ $name }". Yang ada: { $known }
cli-backed-up = Cadangan ditulis ke { $file } ({ $size } MB).
cli-restored = Isi { $file } sudah dikembalikan. Isi sebelumnya disimpan di { $kept }
cli-file-trouble = { $file } tidak bisa dibaca atau ditulis: { $why }
cli-not-a-backup = { $file } bukan cadangan Lapak Latihan.
cli-damaged-backup = Cadangan { $file } rusak. Tidak ada yang diubah.
cli-not-empty = Database tujuan sudah berisi. Pakai database yang masih kosong.
