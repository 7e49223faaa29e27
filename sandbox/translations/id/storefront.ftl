storefront-practice = Toko latihan { $class }. Bukan toko sungguhan, tidak ada uang yang berpindah.
storefront-notice = Keterangan
storefront-order-now = Pesan sekarang
storefront-draft = Draf.
storefront-draft-edit = Kembali mengubah toko
storefront-draft-note = Hanya penjaga toko dan pelatih yang bisa melihat halaman ini.
storefront-language = Bahasa:
storefront-order-chat = Pesan lewat chat
storefront-order-whatsapp = Pesan lewat WhatsApp
storefront-whatsapp-shop = Halo { $shop }, saya mau pesan.
storefront-whatsapp-product =
    Halo { $shop }, saya mau pesan:
    { $product } x 1
    Nama:
    Alamat:
storefront-products = Produk
storefront-collection = Koleksi
storefront-others = Lainnya
storefront-all = Semua
storefront-categories = Kategori
storefront-about = Tentang kami
storefront-how = Cara belanja
storefront-how-order = Cara pesan
storefront-how-shipping = Pengiriman
storefront-how-payment = Pembayaran
storefront-how-contact = WhatsApp
storefront-shipping-free = Gratis ongkir
storefront-shipping-free-near = Gratis ongkir untuk yang dekat
storefront-cod = Bisa COD
storefront-shipping-from = Ongkir mulai { $fee }
storefront-sold-out = Habis
storefront-sold-out-note = Sedang habis. Tanyakan kapan ada lagi, ya.
storefront-stock-left = Sisa { $count }
storefront-in-stock = Stok { $count }
storefront-weight = Berat { $grams } g
storefront-no-products = Belum ada produk di toko ini. Mampir lagi nanti, ya.
storefront-photos-of = Foto { $name }
storefront-photo-number = { $name }, foto { $number }
storefront-show-photo = Lihat foto { $number }
storefront-more = Produk lain dari toko ini
storefront-from = mulai
storefront-was = Harga sebelumnya
storefront-save = Hemat { $amount }
storefront-sale = Hemat { $amount } sampai { $day }
storefront-preorder = Pre-order
storefront-ready-on = Pre-order, siap { $day }
storefront-parcel = Paket
storefront-variants =
    { $kind ->
        [size] { $count } ukuran
        [taste] { $count } rasa
        [colour] { $count } warna
       *[other] { $count } pilihan
    }
storefront-choose =
    { $kind ->
        [size] Pilih ukuran
        [taste] Pilih rasa
        [colour] Pilih warna
       *[other] Pilih satu
    }
storefront-variant-gone = { $name } sedang habis. Pilih yang lain, ya.
storefront-bundle = Isi paket
storefront-bundle-worth = Kalau dibeli satu-satu { $worth }. Hemat { $saved }.
storefront-days = Pilih tanggal
storefront-days-span = { $first } – { $last }
storefront-weekdays = Sen Sel Rab Kam Jum Sab Min
storefront-day-free = { $day }, kosong
storefront-day-full = { $day }, penuh
storefront-key-free = Kosong, ketuk untuk pesan
storefront-key-full = Penuh
storefront-contains = Mengandung
storefront-diets = Catatan
storefront-zones = Ongkir per kilogram pertama
storefront-zone-free = Gratis
storefront-how-pickup = Ambil sendiri
storefront-pickup = Bisa diambil di tempat kami. Kabari dulu, ya.
storefront-reviews = Kata teman kelas
storefront-reviews-none = Belum ada ulasan. Sudah mampir? Ceritakan pengalamanmu.
storefront-review-write = Beri ulasan
storefront-reviews-more = { $count } ulasan lainnya
storefront-stars = { $count } dari 5 bintang
storefront-stars-mean = Bintang { $mean } dari { $count } teman kelas
storefront-stars-count = { $count } ulasan teman kelas
storefront-reply = Jawaban penjual:
storefront-search = Cari produk
storefront-search-go = Cari
storefront-search-found =
    { $count ->
        [0] Tidak ketemu yang cocok dengan “{ $text }”.
       *[other] { $count } produk cocok dengan “{ $text }”.
    }
storefront-search-all = Lihat semua produk
storefront-search-nothing = Coba kata yang lebih pendek, atau lihat semua produk.
