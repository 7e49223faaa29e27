lang-name-id = Bahasa Indonesia
lang-name-en = English

lang-rupiah-empty = Please type an amount, such as 15.000 or 15rb.
lang-rupiah-negative = The amount cannot be below zero.
lang-rupiah-fraction = Please use whole rupiah, with nothing after a comma, such as 15.000.
lang-rupiah-not_a_number = We cannot read this as a price. Type only the number, such as 15.000 or 15rb.
lang-rupiah-too_large = That amount is too large. Please check the number of zeros.
lang-rupiah-ambiguous = This amount can be read in two ways. Please write it in full, such as 15.000 or 1.500.000.
