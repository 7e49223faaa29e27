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
cli-market-facts-passed = { $passed } dari { $all } fakta terpenuhi.
cli-market-fact-holds = terpenuhi
cli-market-fact-broken = TIDAK TERPENUHI
cli-market-no-media-mix = Bagian media-mix hanya ada di folder sumber (benchmarks/media_mix). Hapus pilihan --slow.
cli-market-media-mix-setup = Menyiapkan pymc-marketing di { $folder } (sekali saja, beberapa menit) ...
cli-market-media-mix-fit = Menghitung media-mix "{ $name }" ({ $days } hari); ini butuh beberapa menit ...
cli-market-media-mix-failed = pymc-marketing tidak bisa dijalankan; catatannya: { $log }
cli-market-written = Tabel harian ditulis ke { $file }, arti kolomnya ke { $dictionary }.
cli-market-run-head = { $title } · { $days } hari · modus { $mode } · angka { $version } · angka latihan, bukan ramalan
cli-market-run-shop = Toko { $shop }
cli-market-run-total = jumlah
cli-market-run-organic = tanpa promosi
cli-market-col-day = hari
cli-market-col-date = tanggal
cli-market-col-spend = iklan Rp
cli-market-col-impressions = tayang
cli-market-col-clicks = klik
cli-market-col-chats = chat
cli-market-col-orders = pesanan
cli-market-col-revenue = omzet Rp
cli-market-col-profit = sisa Rp
cli-market-col-channel = saluran
cli-scenario-too-big = File skenario terlalu besar (paling besar { $most } kB).
cli-scenario-not-text = File skenario bukan teks UTF-8.
cli-scenario-not-toml = File skenario tidak bisa dibaca sebagai TOML: { $why }
cli-scenario-too-many-shops = Terlalu banyak toko; paling banyak { $most }.
cli-scenario-unknown-key = { $where }: kunci "{ $name }" tidak dikenal. Yang ada: { $known }
cli-scenario-missing-key = { $where } belum diisi.
cli-scenario-wrong-kind = { $where } harus berupa { $wanted }; tertulis { $given }.
cli-scenario-out-of-range = { $where } harus di antara { $low } dan { $high }; tertulis { $given }.
cli-scenario-unknown-name = { $where }: "{ $name }" tidak dikenal. Yang ada: { $known }
cli-scenario-wrong-count = { $where } harus berisi { $wanted } angka; ada { $given }.
cli-scenario-twins = { $where }: "{ $name }" dipakai dua kali.
cli-column-shop = nama toko
cli-column-day = hari pasar, mulai dari 0
cli-column-date = tanggal hari itu
cli-column-slot = nomor promosi di toko ini, mulai dari 0; kosong kalau tanpa promosi
cli-column-channel = saluran; organic berarti datang tanpa promosi
cli-column-budget = anggaran hari itu
cli-column-impressions = berapa kali ditayangkan
cli-column-reach = orang berbeda yang melihat hari itu
cli-column-reach_total = orang berbeda yang melihat sejak mulai
cli-column-frequency = rata-rata berapa kali satu orang melihat sejak mulai
cli-column-clicks = klik, atau reaksi pada pesan siaran
cli-column-visits = orang yang sampai di halaman toko
cli-column-carts = kunjungan yang mengisi keranjang
cli-column-chats = orang yang mulai chat
cli-column-orders = pesanan yang bisa dipenuhi dari stok
cli-column-lost_to_stock = pesanan yang gagal karena stok habis
cli-column-cod_failed = paket bayar di tempat yang ditolak
cli-column-opt_outs = orang yang berhenti menerima pesan
cli-column-spend = uang iklan yang terpakai
cli-column-revenue = omzet dari pesanan yang dipenuhi
cli-column-goods_cost = modal barang
cli-column-packing = biaya kemasan
cli-column-platform_fee = potongan marketplace
cli-column-cod_loss = rugi karena paket ditolak
cli-column-shipping_cost = ongkir yang ditanggung penjual
cli-column-profit = sisa uang setelah semua biaya
cli-column-stock_left = stok di akhir hari
cli-column-learning = seberapa jauh platform sudah belajar, 0 sampai 1
cli-column-wear = kesegaran posting, 1 berarti masih segar
cli-column-status = catatan hari itu, dalam kode
cli-column-engagements = reaksi pada posting (suka, komentar, bagikan)
cli-column-attributed_orders = pesanan menurut dasbor iklan, lebih banyak dari yang sebenarnya dibawa
cli-column-attributed_revenue = omzet menurut dasbor iklan
