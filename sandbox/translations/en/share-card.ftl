share-card-practice = PRACTICE
share-card-from = from { $price }
