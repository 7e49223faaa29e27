# Kalimat saat sebuah foto tidak bisa diterima: apa yang terjadi, bahwa tidak ada yang hilang, apa yang bisa dilakukan.
media-refused-empty = Foto itu kosong saat sampai di sini. Isian lain tetap tersimpan. Coba pilih fotonya sekali lagi.
media-refused-too-large = Foto ini terlalu besar (lebih dari 10 MB). Isian lain tetap tersimpan. Coba kirim dulu ke diri sendiri lewat WhatsApp, lalu pakai foto yang sudah mengecil itu.
media-refused-too-many-pixels = Ukuran gambar ini terlalu besar untuk diolah. Isian lain tetap tersimpan. Coba ambil foto biasa dengan kamera HP, atau kirim dulu lewat WhatsApp supaya mengecil.
media-refused-too-small = Foto ini terlalu kecil, nanti kelihatan buram di toko. Isian lain tetap tersimpan. Pakai foto aslinya, atau foto ulang produknya.
media-refused-svg = Ini berkas gambar vektor (SVG), bukan foto. Isian lain tetap tersimpan. Pilih foto dari kamera atau galeri.
media-refused-video = Ini video, sedangkan di sini tempatnya foto. Isian lain tetap tersimpan. Buka videonya, ambil tangkapan layar di bagian yang bagus, lalu pakai gambar itu.
media-refused-other-format = Jenis gambar ini belum bisa dipakai di sini. Isian lain tetap tersimpan. Buka gambarnya, ambil tangkapan layar, lalu pakai hasilnya.
media-refused-not-a-photo = Berkas ini sepertinya bukan foto. Isian lain tetap tersimpan. Pilih foto dari kamera atau galeri.
media-refused-broken = Foto ini tidak utuh, mungkin terputus saat dikirim. Isian lain tetap tersimpan. Coba kirim sekali lagi, atau pilih foto lain.
media-refused-too-heavy = Foto ini terlalu berat untuk diolah di sini. Isian lain tetap tersimpan. Coba kirim dulu lewat WhatsApp supaya mengecil, atau pilih foto lain.
media-refused-timed-out = Foto ini terlalu lama diolah, jadi kami hentikan. Isian lain tetap tersimpan. Coba sekali lagi, atau pilih foto lain.
media-refused-busy = Banyak yang sedang mengirim foto sekarang. Isian lain tetap tersimpan. Tunggu sebentar, lalu kirim fotonya lagi.
media-refused-payment-code = Di foto ini ada kode pembayaran (QRIS). Isian lain tetap tersimpan, foto ini tidak kami simpan. Kode di foto gampang ditukar orang, lalu uang pembeli masuk ke rekening lain. Tutup atau potong kodenya, lalu kirim lagi. Pembeli cukup memindai stiker QRIS aslimu di tempat.
