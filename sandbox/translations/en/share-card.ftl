share-card-practice = PRACTICE
share-card-from = from { $price }
share-card-per = { $price } / { $unit }
