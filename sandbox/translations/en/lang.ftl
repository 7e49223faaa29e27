lang-name-id = Bahasa Indonesia
lang-name-en = English

lang-phone-empty = Please type a WhatsApp number, such as 0812-3456-7890.
lang-phone-not_a_number = We cannot read this number. Type only the digits, such as 0812-3456-7890.
lang-phone-not_mobile = This is not a mobile number. Mobile numbers start with 08.
lang-phone-foreign = Please use an Indonesian mobile number, starting with 08 or +62.
lang-phone-wrong_length = There are too few or too many digits. Please check again.
