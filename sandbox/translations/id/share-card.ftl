share-card-practice = LATIHAN
share-card-from = mulai { $price }
