lang-name-id = Bahasa Indonesia
lang-name-en = English

lang-rupiah-empty = Isi angkanya dulu, misalnya 15.000 atau 15rb.
lang-rupiah-negative = Angkanya tidak boleh minus.
lang-rupiah-fraction = Pakai rupiah bulat tanpa koma di belakang, misalnya 15.000.
lang-rupiah-not_a_number = Ini belum terbaca sebagai harga. Tulis angkanya saja, misalnya 15.000 atau 15rb.
lang-rupiah-too_large = Angkanya terlalu besar. Coba periksa lagi jumlah nolnya.
lang-rupiah-ambiguous = Angka ini bisa dibaca dua macam. Tulis lengkap, misalnya 15.000 atau 1.500.000.
