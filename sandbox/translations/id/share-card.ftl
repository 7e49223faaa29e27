share-card-practice = LATIHAN
share-card-from = mulai { $price }
share-card-per = { $price } / { $unit }
