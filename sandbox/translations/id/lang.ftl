lang-name-id = Bahasa Indonesia
lang-name-en = English

lang-rupiah-empty = Isi angkanya dulu, misalnya 15.000 atau 15rb.
lang-rupiah-negative = Angkanya tidak boleh minus.
lang-rupiah-fraction = Pakai rupiah bulat tanpa koma di belakang, misalnya 15.000.
lang-rupiah-not_a_number = Ini belum terbaca sebagai harga. Tulis angkanya saja, misalnya 15.000 atau 15rb.
lang-rupiah-too_large = Angkanya terlalu besar. Coba periksa lagi jumlah nolnya.
lang-rupiah-ambiguous = Angka ini bisa dibaca dua macam. Tulis lengkap, misalnya 15.000 atau 1.500.000.

lang-phone-empty = Isi nomor WhatsApp dulu, misalnya 0812-3456-7890.
lang-phone-not_a_number = Nomornya belum terbaca. Tulis angkanya saja, misalnya 0812-3456-7890.
lang-phone-not_mobile = Ini bukan nomor HP. Nomor HP mulai dengan 08.
lang-phone-foreign = Pakai nomor HP Indonesia, yang mulai dengan 08 atau +62.
lang-phone-wrong_length = Jumlah angkanya kurang atau lebih. Coba periksa lagi.
