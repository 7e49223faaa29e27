storefront-practice = Toko latihan { $class }. Bukan toko sungguhan, tidak ada uang yang berpindah.
storefront-notice = Keterangan
storefront-order-now = Pesan sekarang
storefront-draft = Draf.
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
