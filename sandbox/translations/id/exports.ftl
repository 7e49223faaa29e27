exports-title = Bawa pulang
exports-lead = Tokomu menjadi halaman sungguhan milikmu sendiri. Periksa empat hal ini dulu.
exports-no-shop = Kamu belum punya toko
exports-no-shop-note = Buka toko dulu, lalu bawa pulang dari sini.
exports-open-shop = Buka toko
exports-check-again = Belum bisa dibuat. Periksa yang ditandai.
exports-phone-title = 1. Nomor WhatsApp
exports-phone = Nomor WhatsApp milikmu
exports-phone-help = Nomor ini tampil di halaman dan bisa dilihat siapa saja. Kosongkan kalau belum mau.
exports-own-phone = Ini nomorku sendiri dan boleh dilihat orang.
exports-own-phone-missing = Centang kalau ini benar nomormu, atau kosongkan nomornya.
exports-phone-empty = Tulis nomornya, atau kosongkan.
exports-phone-not-a-number = Nomornya hanya boleh berisi angka, misalnya 0812 3456 7890.
exports-phone-not-mobile = Pakai nomor HP yang diawali 08, bukan telepon rumah.
exports-phone-foreign = Untuk sekarang hanya nomor Indonesia (08 atau +62).
exports-phone-wrong-length = Jumlah angkanya belum pas. Periksa lagi, ya.
exports-photos-title = 2. Produk dan foto
exports-examples-note =
    { $count ->
       *[other] { $count } produk masih contoh dan tidak ikut dibawa.
    }
exports-kept-examples = Centang contoh yang memang kamu jual:
exports-bundle-note = “{ $bundle }” hanya ikut kalau isinya juga ikut: { $parts }.
exports-example-photos-note =
    { $count ->
       *[other] { $count } foto masih foto contoh dan tidak ikut dibawa.
    }
exports-keep-photos = Pakai juga foto contoh untuk sementara.
exports-photos-ok = Fotonya fotoku sendiri, atau aku boleh memakainya.
exports-photos-help = Periksa juga: tidak ada wajah orang lain, pelat nomor, atau KTP di foto.
exports-nothing-left = Belum ada produkmu sendiri. Tambah satu di Toko, atau centang contoh yang memang kamu jual.
exports-prices-title = 3. Harga
exports-prices-ok = Harganya benar.
exports-claims-title = 4. Cerita
exports-claims-ok = Semua yang tertulis benar.
exports-claims-help = Misalnya izin, halal, BPOM, atau khasiat: tulis hanya yang bisa kamu tunjukkan.
exports-confirm-missing = Centang dulu: { $what }.
exports-make = Buat halamanku
exports-ready-title = Siap dibawa pulang
exports-ready-lead = { $shop } sudah jadi satu berkas ZIP. Tidak ada tulisan latihan di dalamnya.
exports-download = Unduh tokoku (ZIP)
exports-next-title = Sesudah diunduh
exports-next-unzip = Buka ZIP-nya, lalu ekstrak semua isinya ke satu folder.
exports-next-open = Ketuk index.html. Tokomu terbuka, tanpa internet pun bisa.
exports-next-publish = Nanti di rumah: ikuti BACA-DULU.txt untuk memasangnya di internet, gratis.
exports-review-again = Periksa lagi
exports-404-title = Halamannya tidak ada
exports-404-text = Alamatnya mungkin salah ketik. Buka halaman depan { $shop }, ya.
exports-readme-title = { $shop }: cara memakai halaman tokomu
exports-readme-open = 1. Melihat: ekstrak semua isi ZIP ke satu folder, lalu buka index.html.
exports-readme-publish = 2. Memasang di internet: unggah semua isi folder ini (index.html di paling luar) ke tempat hosting.
exports-readme-hosts =
    Cloudflare Pages: gratis, boleh untuk toko. Pilih "Upload assets", lalu pilih folder ini.
    Hosting sendiri (cPanel): ekstrak ZIP di folder public_html.
    GitHub Pages tidak mengizinkan toko; pakai hanya untuk contoh karya.
exports-readme-own = 3. Nomor, alamat, dan foto di halaman ini bisa dilihat siapa saja. Bagikan hanya yang kamu mau.
exports-readme-change = 4. Mengubah: harga dan tulisan ada di index.html dan folder produk; bisa diubah dengan Notepad.
exports-readme-qris = 5. QRIS: di halaman ini tidak ada kode bayar. Tempel QRIS asli dari penyediamu di kasir. Tiap dibayar, cek tiga hal: nama tokomu di layar pembeli, NMID di stiker, dan uang yang sudah masuk di rekening.
exports-readme-qris-sheet = Cetak tempat-qris.html, lalu tempel QRIS aslimu di kotaknya. Kotaknya sengaja kosong.
exports-qris-title = Bayar pakai QRIS di sini
exports-qris-slot = Tempel QRIS asli dari penyediamu di kotak ini
exports-qris-keeper = Penjaga kasir: tiap dibayar, cek tiga hal
exports-qris-name = Nama tokomu muncul di layar pembeli.
exports-qris-number = NMID di stiker masih sama dengan surat dari penyedia.
exports-qris-money = Uangnya sudah masuk di rekening. Lihat di HP-mu sendiri.
