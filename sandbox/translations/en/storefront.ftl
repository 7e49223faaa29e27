storefront-practice = Practice shop of { $class }. Not a real shop, no money changes hands.
storefront-notice = Notice
storefront-order-now = Order now
storefront-draft = Draft.
storefront-draft-edit = Back to editing
storefront-draft-note = Only the keepers and the trainers can see this page.
storefront-language = Language:
storefront-order-chat = Order by chat
storefront-order-whatsapp = Order on WhatsApp
storefront-whatsapp-shop = Hello { $shop }, I would like to order.
storefront-whatsapp-product =
    Hello { $shop }, I would like to order:
    { $product } x 1
    Name:
    Address:
storefront-products = Products
storefront-collection = Collection
storefront-others = More
storefront-all = All
storefront-categories = Categories
storefront-about = About us
storefront-how = How to buy
storefront-how-order = Ordering
storefront-how-shipping = Shipping
storefront-how-payment = Payment
storefront-how-contact = WhatsApp
storefront-shipping-free = Free shipping
storefront-shipping-free-near = Free delivery nearby
storefront-cod = Cash on delivery
storefront-shipping-from = Shipping from { $fee }
storefront-sold-out = Sold out
storefront-sold-out-note = Sold out for now. Do ask when there will be more.
storefront-stock-left = { $count } left
storefront-in-stock = { $count } in stock
storefront-weight = Weight { $grams } g
storefront-no-products = No products in this shop yet. Do come back later.
storefront-photos-of = Photos of { $name }
storefront-photo-number = { $name }, photo { $number }
storefront-show-photo = Show photo { $number }
storefront-more = More from this shop
storefront-from = from
storefront-was = Earlier price
storefront-save = Save { $amount }
storefront-sale = Save { $amount } until { $day }
storefront-preorder = Pre-order
storefront-ready-on = Pre-order, ready { $day }
storefront-parcel = Bundle
storefront-variants =
    { $kind ->
        [size] { $count } sizes
        [taste] { $count } flavours
        [colour] { $count } colours
       *[other] { $count } choices
    }
storefront-choose =
    { $kind ->
        [size] Choose a size
        [taste] Choose a flavour
        [colour] Choose a colour
       *[other] Choose one
    }
storefront-variant-gone = { $name } is sold out. Please choose another.
storefront-bundle = In this bundle
storefront-bundle-worth = Bought one by one { $worth }. You save { $saved }.
storefront-days = Choose a date
storefront-days-span = { $first } – { $last }
storefront-weekdays = Mon Tue Wed Thu Fri Sat Sun
storefront-day-free = { $day }, free
storefront-day-full = { $day }, full
storefront-key-free = Free, tap to book
storefront-key-full = Full
storefront-contains = Contains
storefront-diets = Good to know
storefront-zones = Delivery, first kilogram
storefront-zone-free = Free
storefront-how-pickup = Pick up
storefront-pickup = You can pick it up from us. Tell us first, please.
storefront-reviews = What classmates say
storefront-reviews-none = No reviews yet. Dropped in? Tell how it was.
storefront-review-write = Write a review
storefront-reviews-more =
    { $count ->
        [one] One more review
       *[other] { $count } more reviews
    }
storefront-stars = { $count } of 5 stars
storefront-stars-mean = { $mean } stars from { $count } classmates
storefront-stars-count =
    { $count ->
        [one] One review by a classmate
       *[other] { $count } reviews by classmates
    }
storefront-reply = The seller answers:
storefront-search = Search products
storefront-search-go = Search
storefront-search-found =
    { $count ->
        [0] Nothing matches “{ $text }”.
        [one] One product matches “{ $text }”.
       *[other] { $count } products match “{ $text }”.
    }
storefront-search-all = See all products
storefront-search-nothing = Try a shorter word, or see all products.
