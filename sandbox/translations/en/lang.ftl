lang-name-id = Bahasa Indonesia
lang-name-en = English

lang-rupiah-empty = Please type an amount, such as 15.000 or 15rb.
lang-rupiah-negative = The amount cannot be below zero.
lang-rupiah-fraction = Please use whole rupiah, with nothing after a comma, such as 15.000.
lang-rupiah-not_a_number = We cannot read this as a price. Type only the number, such as 15.000 or 15rb.
lang-rupiah-too_large = That amount is too large. Please check the number of zeros.
lang-rupiah-ambiguous = This amount can be read in two ways. Please write it in full, such as 15.000 or 1.500.000.

lang-phone-empty = Please type a WhatsApp number, such as 0812-3456-7890.
lang-phone-not_a_number = We cannot read this number. Type only the digits, such as 0812-3456-7890.
lang-phone-not_mobile = This is not a mobile number. Mobile numbers start with 08.
lang-phone-foreign = Please use an Indonesian mobile number, starting with 08 or +62.
lang-phone-wrong_length = There are too few or too many digits. Please check again.
