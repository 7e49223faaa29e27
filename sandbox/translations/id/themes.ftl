# Kata-kata yang hanya dipakai tata letak tertentu dari halaman toko.
themes-menu = Menu
themes-works = Karya
themes-rooms = Kamar
themes-place = Tempat
themes-hours = Buka
themes-reviews = Ulasan
themes-weight = Berat
themes-grams = { $grams } g
themes-ready = Siap
themes-variants =
    { $kind ->
        [size] Ukuran
        [taste] Rasa
        [colour] Warna
       *[other] Pilihan
    }
themes-a-night-from = Per malam mulai
themes-free-days = Tanggal kosong dua minggu ini
themes-full = penuh
themes-see = Lihat
themes-see-room = Lihat kamar
themes-booking = Cara pesan
themes-how-to-book = Pesan kamar
themes-way = Datang ke sini
themes-times = Jam
themes-arriving = Sampai di tempat
themes-fetching = Antar jemput
