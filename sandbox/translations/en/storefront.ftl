storefront-practice = Practice shop of { $class }. Not a real shop, no money changes hands.
storefront-notice = Notice
storefront-order-now = Order now
storefront-draft = Draft.
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
