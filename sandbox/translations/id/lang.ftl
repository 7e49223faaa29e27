lang-name-id = Bahasa Indonesia
lang-name-en = English

lang-phone-empty = Isi nomor WhatsApp dulu, misalnya 0812-3456-7890.
lang-phone-not_a_number = Nomornya belum terbaca. Tulis angkanya saja, misalnya 0812-3456-7890.
lang-phone-not_mobile = Ini bukan nomor HP. Nomor HP mulai dengan 08.
lang-phone-foreign = Pakai nomor HP Indonesia, yang mulai dengan 08 atau +62.
lang-phone-wrong_length = Jumlah angkanya kurang atau lebih. Coba periksa lagi.
