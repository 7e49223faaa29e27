home-start-title = Masuk ke kelasmu
home-start-lead = Buka toko latihanmu sendiri. Ketik kode kelas yang ada di layar depan.
home-code-help = Huruf besar atau kecil sama saja.
home-code-go = Masuk ke kelas
home-code-unknown = Kode ini belum cocok dengan kelas mana pun. Lihat lagi di layar depan, ya.
home-i-am-trainer = Saya pelatih
home-title = Beranda
home-hello = Halo, { $name }
home-wallet = Uang latihan
home-returned = Tokomu kembali ke Draf. Kata pelatih:
home-shop-note = { $products } produk · { $visits ->
    [0] belum ada yang mampir
   *[other] { $visits } kali dikunjungi
}
home-steps = Perjalanan tokomu
home-step-of = Langkah { $number } dari { $all }
home-you-are-here = Kamu di sini
home-next-open = Buka tokomu
home-next-open-text = Pilih usahamu, beri nama. Dua menit, toko langsung terisi contoh.
home-next-open-go = Buka toko
home-next-photos = Pakai fotomu sendiri
home-next-photos-text = Foto produkmu dengan kamera HP, lalu betulkan nama dan harganya.
home-next-photos-go = Ganti foto dan produk
home-next-show = Tampilkan di kelas
home-next-show-text = Tokomu muncul di layar depan, teman sekelas bisa berkunjung.
home-next-show-go = Ke tokoku
home-next-post = Tulis posting pertamamu
home-next-post-text = Satu foto, beberapa baris, harga, dan cara pesan.
home-next-post-go = Mulai menulis
home-next-link = Bagikan QR tokomu
home-next-link-text = Minta teman memindainya, lalu lihat hitungannya naik.
home-next-link-go = Lihat QR dan tautan
home-next-campaign = Coba promosi
home-next-campaign-text = Pakai uang latihan: pilih posting, saluran, dan pembeli yang kamu tuju.
home-next-campaign-go = Mulai promosi
home-next-take-home = Bawa pulang tokomu
home-next-take-home-text = Periksa sekali lagi, lalu unduh tokomu sebagai halaman sungguhan.
home-next-take-home-go = Siapkan bawa pulang
home-all-done-kicker = Semua langkah selesai
home-all-done = Hebat, tokomu lengkap
home-all-done-text = Masih ada waktu? Perbaiki foto, tulis posting lagi, atau coba promosi lain.
home-all-done-go = Ke tokoku
home-note-open = Toko sudah dibuka
home-note-photos = { $count } foto sendiri
home-note-show = Sudah ada di layar depan
home-note-post = { $count } posting
home-note-link = { $count ->
    [0] Minta teman memindai QR-mu
   *[other] { $count } kali dikunjungi
}
home-note-campaign = { $count } promosi
home-note-marks = Sudah ada nilai dari pelatih
home-note-marks-wait = Menunggu pelatih
home-note-take-home = Sudah diunduh
home-return-needs-reason = Tulis alasannya dulu, supaya peserta tahu apa yang perlu diperbaiki.
home-erase-title = Hapus semua data orang ini
home-erase = Hapus { $name } dan tokonya
home-erase-help = Kalau { $name } memintanya. Nama, toko, foto, posting, dan nilainya hilang selamanya. Toko berdua tetap ada untuk temannya.
home-erase-sure = Hapus { $name } dan semua yang dibuatnya? Ini tidak bisa dikembalikan.
home-erased = Semua data { $name } sudah dihapus.
