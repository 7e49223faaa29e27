lang-name-id = Bahasa Indonesia
lang-name-en = English
