print-title = Cetak
print-note = Poster, tenda meja, selebaran, label harga, dan stiker dengan QR tokomu.
print-back = Tautan & QR
print-go = Cetak poster dan label
print-sheet = Mau cetak apa?
print-design = Desain
print-things = Isinya
print-things-help = Kalau tidak ada yang dipilih: tokomu. Untuk label harga: semua produk yang tampil; tempat yang sisa diisi lagi dari awal.
print-things-choose = Pilih produk yang dicetak
print-thing-shop = seluruh toko
print-refresh = Lihat contoh
print-download = Unduh PDF
print-tips = Cetak di kertas A4 dengan ukuran 100 %, jangan “sesuaikan halaman”, lalu cek garis 50 mm pakai penggaris. Paling bagus di { $paper }.
print-in-class-only = QR-nya terbuka lewat Wi-Fi kelas.
print-pages =
    { $count ->
        [1] 1 lembar A4
       *[other] { $count } lembar A4, ini yang pertama
    }
print-preview-alt = Contoh { $sheet } dengan desain { $design }
print-lost = Tanda ini belum bisa dicetak, jadi dilewati: { $signs }
print-full = Sekali cetak paling banyak { $most } pilihan. Sisanya cetak sekali lagi.
print-no-products = Label harga butuh produk. Tampilkan dulu satu produk di tokomu.
print-call-shop = Pindai untuk lihat dan pesan
print-call-product = Pindai untuk pesan
print-type-code = Kode { $code }
print-code-later = menyusul
print-code-alt = Kode QR untuk { $name }
print-practice = LATIHAN
print-practice-note = Toko latihan kelas, belum berjualan sungguhan
print-ruler = { $length } mm
print-fold = Lipat ke belakang di dua garis putus-putus. Panel ini jadi alasnya: rekatkan ujungnya ke sisi seberang.
print-language = id-ID
print-card = Kartu bagikan
print-card-note = Gambar yang muncul di chat saat alamat tokomu dikirim. Simpan untuk status atau feed.
print-card-wide = Lebar 1200 × 630
print-card-square = Kotak 1080 × 1080
print-card-alt = Kartu bagikan { $name }
