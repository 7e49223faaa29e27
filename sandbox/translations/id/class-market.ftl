# Meja pasar kelas
class-market-title = Pasar kelas
class-market-open-note = Aturan, ronde, kejadian, dan hasil kelas.
class-market-mode = Cara bermain
class-market-mode-isolated = Sendiri-sendiri
class-market-mode-shared = Satu pasar bersama
class-market-mode-help = Ini menentukan siapa yang memajukan hari.
class-market-mode-isolated-note = Tiap toko punya pasarnya sendiri dan maju hari kapan saja dari HP-nya. Teman tidak saling memengaruhi. Cocok untuk pertama kali.
class-market-mode-shared-note = Semua toko berebut pembeli yang sama: makin banyak yang beriklan, makin mahal iklannya. Semua menyusun rencana, lalu kamu menutup ronde untuk seluruh kelas.
class-market-now = Hari ke-{ $day }
class-market-furthest = Hari ke-{ $day }
class-market-shared-now = Peserta menyusun promosi di HP masing-masing. Kalau sudah siap, tutup ronde: hari pasar maju untuk seluruh kelas.
class-market-isolated-now = { $begun ->
    [0] Tiap toko memajukan harinya sendiri. Belum ada yang mulai.
   *[other] Tiap toko memajukan harinya sendiri, kamu tidak perlu menutup apa pun. { $begun } toko sudah mulai; ini hari toko yang paling jauh.
}
class-market-nobody-yet = Belum ada toko yang membuat promosi, jadi belum ada yang bisa ditutup.
class-market-calendar-over = Kalender latihan sudah sampai akhir. Untuk main lagi, buka kelas baru.
class-market-day = Hari ke-{ $day }
class-market-days = Hari ke-{ $first } sampai ke-{ $last }
class-market-mark-payday = Gajian
class-market-mark-twin = Tanggal kembar
class-market-mark-ramadan = Ramadan
class-market-mark-feast = Sekitar Lebaran
class-market-ahead = Di kalender, empat minggu ke depan:
class-market-unit-days = hari
class-market-unit-times = kali
class-market-not-now = Belum dulu
class-market-change = Ubah

# Siapa yang siap
class-market-who = Siapa yang siap?
class-market-who-empty = Belum ada peserta
class-market-who-empty-text = Nama akan muncul sendiri begitu orang bergabung.
class-market-ready = toko siap
class-market-no-campaign = belum berpromosi
class-market-no-shop = belum punya toko
class-market-help-these = Belum siap
class-market-ready-these = Siap
class-market-no-shop-yet = Belum membuka toko
class-market-no-campaign-yet = Belum berpromosi

# Aturan
class-market-rules = Aturan pasar
class-market-rules-lead = Sama untuk semua toko di kelas ini.
class-market-rules-errors = Ada yang perlu diperbaiki
class-market-locked = Sudah terkunci
class-market-locked-why = Hari pasar sudah ada yang dimainkan dengan aturan ini. Kalau diganti di tengah jalan, hasil kemarin tidak bisa dibandingkan lagi. Perlu aturan lain? Buka kelas baru.
class-market-start = Hari pertama
class-market-start-help = Tanggal di pasar latihan, bukan tanggal hari ini. Gajian dan tanggal kembar menaikkan minat beli, juga harga iklan.
class-market-start-now = Seperti sekarang
class-market-start-quiet = Minggu biasa
class-market-start-payday = Minggu gajian
class-market-start-twin = Minggu tanggal kembar
class-market-start-ramadan = Awal Ramadan
class-market-start-own-pick = Tanggal lain
class-market-start-own = Tanggal lain
class-market-start-own-help = Hanya dipakai kalau kamu memilih Tanggal lain di atas.
class-market-start-note = Mulai { $date }. { $falls }.
class-market-start-nothing = Dua minggu tanpa hari khusus
class-market-start-missing = Pilih tanggalnya, atau pilih salah satu minggu di atas.
class-market-start-far = Kalender latihan mengenal tahun { $first } sampai { $last }. Pilih tanggal di antaranya.
class-market-seed = Kata kunci keberuntungan
class-market-seed-help = Kata yang sama, keberuntungan yang sama: kelas lain yang memakai kata ini bertemu hari baik dan hari buruk yang sama persis.
class-market-wallet = Uang latihan tiap toko
class-market-wallet-help = Berlaku untuk toko yang belum mulai, dan untuk setiap percobaan baru.
class-market-restarts = Boleh mengulang
class-market-restarts-help = Mengulang berarti mulai lagi dari hari pertama dengan uang penuh dan keberuntungan yang sama, supaya bisa dibandingkan. Hanya kalau bermain sendiri-sendiri.
class-market-restarts-count = { $count ->
    [0] tidak
   *[other] { $count } kali
}
class-market-ranking = Tampilkan peringkat
class-market-ranking-help = Biasanya dimatikan: yang penting sebaran kelas, bukan siapa juara. Kalau dinyalakan, nama panggilan dan sisa uang tampil di hasil kelas.
class-market-save = Simpan aturan
class-market-saved = Aturan pasar tersimpan
class-market-begun-meanwhile = Baru saja ada toko yang memainkan hari pertamanya, jadi cara bermain, hari pertama, dan kata kunci tidak bisa diganti lagi. Yang lain masih bisa.

# Ronde
class-market-rounds = Ronde
class-market-rounds-none = Belum ada ronde yang ditutup.
class-market-closed-at = ditutup { $time }
class-market-close-days = Maju berapa hari?
class-market-close-go = Tutup ronde
class-market-close-title = Tutup ronde?
class-market-close-lead = { $days }, { $dates }
class-market-close-will = Yang akan terjadi
class-market-close-ready = { $shops ->
    [0] Tidak ada promosi yang berjalan; hari pasar hanya lewat.
   *[other] Promosi { $shops } toko dijalankan di satu pasar yang sama.
}
class-market-close-idle = { $shops } toko tanpa promosi ikut maju: hanya pembeli yang datang sendiri.
class-market-close-later = { $people } peserta belum membuka atau menampilkan tokonya, jadi belum ikut; nanti masuk di hari yang sama dengan kelas.
class-market-close-money = Biaya iklan dibayar dari uang latihan masing-masing, lalu semua melihat hasilnya.
class-market-close-undo = Bisa dibatalkan, selama ronde berikutnya belum ditutup.
class-market-close-wait = { $shops } toko belum berpromosi. Mau ditunggu sebentar?
class-market-close-now = Ya, tutup ronde
class-market-closed = Ronde { $number } ditutup: { $days } hari dimainkan untuk seluruh kelas
class-market-closed-by-other = Ronde itu sudah ditutup pelatih lain sesaat sebelum kamu. Ini keadaan terbarunya; tidak ada yang dimainkan dua kali.
class-market-nothing-to-close = Sekarang tidak ada ronde yang bisa ditutup.
class-market-undo-open = Batalkan ronde { $number }
class-market-undo-title = Batalkan ronde { $number }?
class-market-undo-will = Yang ditarik kembali
class-market-undo-shops = { $shops } toko kembali ke keadaan sebelum ronde ini.
class-market-undo-money = Biaya iklan { $amount } kembali ke uang latihan masing-masing.
class-market-undo-orders = { $orders } pesanan dari hari-hari itu dihapus.
class-market-undo-campaigns = Promosi yang selesai di ronde ini berjalan lagi, jadi peserta bisa mengubah rencananya.
class-market-undo-luck = Keberuntungannya tetap: rencana yang sama memberi hasil yang sama.
class-market-undo-sure = Beri tahu kelas dulu: angka di HP mereka akan berubah.
class-market-undo-now = Ya, batalkan
class-market-undone = Ronde { $number } dibatalkan; semua toko kembali ke keadaan sebelumnya
class-market-not-undone = Ronde itu bukan yang terakhir lagi, jadi tidak ada yang dibatalkan. Ini keadaan terbarunya.
class-market-nothing-to-undo = Belum ada ronde yang bisa dibatalkan.

# Kejadian
class-market-events = Kejadian
class-market-events-note = Peserta melihatnya sebelum hari itu dimainkan.
class-market-events-lead = Tambahkan kejadian supaya kelas belajar bereaksi. Peserta melihatnya sebelum hari itu dimainkan.
class-market-events-none = Tidak ada kejadian. Pasar berjalan biasa.
class-market-events-list = Kejadian di kelas ini
class-market-event-new = Tambah kejadian
class-market-event-kind = Apa yang terjadi?
class-market-event-first = Mulai kapan?
class-market-event-first-help = Hari yang sudah dimainkan tidak bisa diubah lagi.
class-market-event-start = Hari ke-{ $day } · { $date }
class-market-event-days = Berapa lama?
class-market-event-add = Tambahkan
class-market-event-added = { $event } ditambahkan
class-market-event-removed = { $event } dibatalkan
class-market-event-begun = Kejadian itu sudah dimulai, jadi tidak bisa dibatalkan lagi.
class-market-event-too-early = Hari itu sudah dimainkan. Paling cepat mulai hari ke-{ $day }.
class-market-event-remove = Batalkan
class-market-event-remove-name = Batalkan { $event }
class-market-event-now = Sekarang
class-market-event-over = Sudah lewat
class-market-event-when = { $days } · { $dates }
class-market-event-payday = Gajian
class-market-event-rain = Hujan terus
class-market-event-price-war = Pesaing banting harga
class-market-event-viral = Lagi viral
class-market-event-courier-strike = Kurir mogok
class-market-story-payday = Orang baru menerima upah.
class-market-story-rain = Orang di sekitar toko tinggal di rumah dan lebih banyak melihat HP.
class-market-story-price-war = Toko lain menjual barang serupa jauh lebih murah dan ikut beriklan.
class-market-story-viral = Barang seperti milikmu ramai dibicarakan.
class-market-story-courier-strike = Paket menumpuk; yang masih jalan minta lebih mahal.
class-market-usual-days = Biasanya { $days } hari.
class-market-effect-demand-up = Minat beli naik { $percent }%.
class-market-effect-demand-down = Minat beli turun { $percent }%.
class-market-effect-demand-near-up = Minat beli di sekitar toko naik { $percent }%.
class-market-effect-demand-near-down = Minat beli di sekitar toko turun { $percent }%.
class-market-effect-price-up = Iklan lebih mahal sekitar { $percent }%.
class-market-effect-price-down = Iklan lebih murah sekitar { $percent }%.
class-market-effect-market-price-up = Pesaing menjual { $percent }% lebih mahal.
class-market-effect-market-price-down = Pesaing menjual { $percent }% lebih murah.
class-market-effect-discovery-up = Posting ditemukan orang baru { $percent }% lebih sering.
class-market-effect-discovery-down = Posting ditemukan orang baru { $percent }% lebih jarang.
class-market-effect-discovery-times = Posting ditemukan orang baru { $times } kali lebih sering.
class-market-effect-shipping-up = Ongkir naik { $percent }%.
class-market-effect-shipping-down = Ongkir turun { $percent }%.

# Hasil kelas
class-market-result = Hasil kelas
class-market-result-open = Lihat hasil kelas
class-market-result-note = Sebaran, bukan peringkat.
class-market-result-lead = Sampai { $date }
class-market-result-none = Belum ada hasil
class-market-result-none-text = Hasil muncul setelah ada hari pasar yang dimainkan.
class-market-headline = { $gained ->
    [0] Belum ada dari { $shops } toko yang punya uang tersisa dari jualannya.
   *[other] { $gained } dari { $shops } toko punya uang tersisa setelah semua biaya dibayar.
}
class-market-gained = punya sisa
class-market-even = impas
class-market-lost = kurang
class-market-waiting = { $shops } toko belum memainkan satu hari pun.
class-market-money = Uang tersisa
class-market-money-note = Penjualan dikurangi modal, kemasan, potongan, dan iklan. Satu titik satu toko.
class-market-orders = Pesanan
class-market-orders-note = Sejak percobaan terakhir tiap toko dimulai.
class-market-one-shop = satu toko
class-market-half-legend = separuh toko di tengah
class-market-channels = Promosi lewat mana?
class-market-channels-note = Berapa toko memakainya, dan uang yang dikeluarkan.
class-market-channels-none = Belum ada promosi yang berjalan.
class-market-channel-use = { $shops } toko
class-market-channel-spend = iklan { $amount }
class-market-channel-free = gratis
class-market-middle = tengah { $value }
class-market-lowest = Paling rendah
class-market-quarter-low = Seperempat toko di bawah
class-market-median = Toko di tengah
class-market-quarter-high = Seperempat toko di atas
class-market-highest = Paling tinggi
class-market-measure = Ukuran
class-market-value = Nilai
class-market-facts = { $title }: lima angka
class-market-counts = { $title }: berapa toko di tiap rentang
class-market-from-to = Rentang
class-market-shops = Toko
class-market-stretch = { $low } sampai { $high }
class-market-few = { $shops ->
    [1] Baru satu toko: { $median }.
   *[other] { $shops } toko; yang di tengah { $median }.
}
class-market-half = { $shops } toko. Separuhnya antara { $low } dan { $high }; toko di tengah { $median }.
class-market-half-same = { $shops } toko. Separuhnya atau lebih tepat di { $median }.
class-market-thousand = { $amount }rb
class-market-million = { $amount }jt
class-market-luck-title = Kebetulan atau pilihan?
class-market-luck = { $tenths ->
    [0] Beda hasil antar toko hampir semuanya dari pilihan: toko, posting, dan promosinya.
    [10] Beda hasil antar toko hampir semuanya kebetulan. Pilihan mereka masih mirip.
   *[other] Beda hasil antar toko: kira-kira { $tenths } dari 10 bagian kebetulan, { $rest } bagian dari pilihan.
}
class-market-luck-few = Dengan toko sesedikit ini, kebetulan dan pilihan belum bisa dipisahkan. Perlu paling sedikit lima toko.
class-market-luck-talk = Kebetulan tidak bisa dipelajari, pilihan bisa. Ajak kelas membahas pilihannya: foto, harga, siapa yang dituju, berapa uangnya.
class-market-ranking-title = Peringkat sisa uang
class-market-ranking-note = Sebagian dari urutan ini kebetulan. Matikan di Aturan pasar kalau tidak diperlukan.
class-market-who-shop = Siapa
class-market-wall-open = Buka di proyektor
class-market-wall-title = Hasil { $class }
class-market-wall-gained = dari { $shops } toko punya uang tersisa
class-market-wall-channels = Dipakai:

# Unduhan
class-market-days-csv = Unduh semua hari pasar (CSV)
class-market-days-csv-note = Setiap toko, setiap hari, setiap promosi.
class-market-dictionary = Unduh kamus kolom (CSV)
class-market-dictionary-note = Arti dan satuan tiap kolom.
class-market-dictionary-column = kolom
class-market-dictionary-unit = satuan
class-market-dictionary-meaning = arti
class-market-in-text = kata
class-market-in-number = angka
class-market-in-date = tanggal (tahun-bulan-hari)
class-market-in-rupiah = rupiah
class-market-in-times = kali
class-market-in-people = orang
class-market-in-orders = pesanan
class-market-column-class = Nama kelas
class-market-column-shop-id = Nomor toko; tetap sama walau namanya diganti
class-market-column-shop = Nama toko sekarang
class-market-column-run = Percobaan ke berapa; mengulang memulai percobaan baru
class-market-column-market-day = Hari pasar, dihitung dari 1
class-market-column-date = Tanggal di pasar latihan
class-market-column-source = campaign: dari satu promosi; organic: datang sendiri tanpa promosi
class-market-column-slot = Urutan promosi di percobaan itu, dihitung dari 0
class-market-column-channel = Tempat promosi: meta, tiktok, gsearch, mkt, wa_bc, wa_status, org_fb, org_ig, org_tt
class-market-column-aim = Tujuan: introduce (kenalkan), chat (ajak chat), sell (jual)
class-market-column-targeting = Siapa yang dicari: broad (semua yang cocok), visitors (yang pernah mampir), brand (yang mencari nama tokonya)
class-market-column-test-arm = a atau b kalau promosi ini separuh dari uji A/B
class-market-column-daily-amount = Uang iklan per hari yang direncanakan
class-market-column-impressions = Berapa kali posting tampil
class-market-column-reach = Berapa orang berbeda yang melihat hari itu
class-market-column-clicks = Berapa kali diketuk
class-market-column-visits = Berapa kali toko dikunjungi
class-market-column-chats = Berapa chat masuk
class-market-column-orders = Pesanan yang terpenuhi
class-market-column-spend = Biaya iklan yang terpakai
class-market-column-revenue = Penjualan
class-market-column-goods-cost = Modal barang yang terjual
class-market-column-other-cost = Kemasan, potongan, ongkir yang ditanggung toko, dan COD yang gagal
class-market-column-money-left = Uang tersisa setelah semua biaya; minus berarti kurang
class-market-column-expected-orders = Pesanan yang wajar diharapkan dari pilihan itu, tanpa kebetulan
class-market-column-expected-money-left = Uang tersisa yang wajar diharapkan, tanpa kebetulan
class-market-column-tuning-version = Versi angka pasar yang dipakai hari itu
