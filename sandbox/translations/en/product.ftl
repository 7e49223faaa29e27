# The product editor: variants, bundles, days, earlier prices, permits.
product-day-unclear = We cannot read this day. Write it like 5-12-2026.

product-variants = Size, taste or colour
product-variants-help = Each choice has its own price and stock. The product's stock is their sum, its price begins at the lowest.
product-variants-count = { $count ->
    [one] 1 choice
   *[other] { $count } choices
}
product-price-from = from { $price }
product-tag-preorder = pre-order
product-variant-kind = What do they differ in?
product-variant-kind-size = Size
product-variant-kind-taste = Taste
product-variant-kind-colour = Colour
product-variant-name = Name of the choice
product-variant-price = Price
product-variant-stock = Stock
product-variant-example-size = 500 g
product-variant-example-taste = Spicy
product-variant-example-colour = Blue
product-variant-unnamed = Give this choice a name, like Spicy.
product-variant-stockless = Fill in how many there are. Write 0 while it is sold out.
product-variant-twice = This name is taken. Please pick another one.
product-row-up = Move choice { $number } up
product-row-down = Move choice { $number } down
product-row-remove = Take away choice { $number }
product-row-add = Add a choice
product-row-removed = “{ $name }” was taken away.
product-row-undo = Undo
product-stock-of-variants = Stock { $count }, counted from your choices.
product-stock-of-bundle = Stock { $count } bundles, counted from what is in them.

product-kind = What kind of thing
product-kind-question = What are you selling here?
product-kind-goods = A thing
product-kind-bundle = A bundle
product-kind-night = Nights
product-kind-seat = Seats
product-kind-hour = Hours
product-bundle-help = Choose what you put together. There are as many bundles as the scarcest part allows.
product-bundle-nothing = There is nothing to put together yet. Add another product first.
product-bundle-empty = Fill the bundle first: choose at least two things.
product-bundle-in-bundle = This product is part of “{ $name }”. Take it out there first; a bundle cannot hold a bundle.
product-bundle-saves = Bought one by one: { $worth }. Buyers save { $saved }. Enough for { $stock } bundles.
product-bundle-same = Bought one by one: { $worth }. Enough for { $stock } bundles.
product-bundle-dearer = Bought one by one only { $worth }: your bundle is { $saved } dearer. Enough for { $stock } bundles.
product-part = Part
product-part-number = Part { $number }
product-part-none = Not chosen
product-part-quantity = How many
product-part-gone = This product cannot go into a bundle. Choose another one.
product-taken = Days that are full
product-taken-help = Mark the days nobody can book any more. Other days stay open. Stock above is how many rooms or places there are.
product-day-full = full

product-time = Pre-order and earlier price
product-ready-on = Ready on
product-ready-on-help = Fill this in when you make it only after it was ordered. Stock: how many you are able to make.
product-ready-on-range = Choose a day after today, at most a year ahead.
product-note-ready = ready { $day }
product-was-price = Earlier price
product-was-price-none = No earlier price
product-was-price-now = { $price } (today's price, before you lower it)
product-was-price-help = Only a price you really asked.
product-was-price-low = The earlier price has to be higher than today's.
product-was-price-not-yet = None yet. Once a price has stood for { $minutes } minutes and you lower it, the old one can be struck through here.
product-was-price-variants = Only for products without choices: a cheaper choice is not a discount.
product-was-price-why = Why? A discount that was made up cheats buyers and is against the law ({ $rule }). An honest one brings people back.
product-sale-ends-on = Discount until
product-sale-ends-on-help = After that day the earlier price goes away by itself.
product-sale-needs-end = A discount needs a last day.
product-sale-range = Choose a day from today on, at most { $days } days ahead.
product-sale-shown = The earlier price shows until { $day }.
product-sale-not-shown = The earlier price does not show now: its day has passed, or today's price is no lower.

product-proofs = Allergens and permits (PIRT, halal)
product-contains = Contains
product-contains-help = People with an allergy need to know. Tools you share count too.
product-diets = Other notes
product-notes-count = { $count ->
    [one] 1 note
   *[other] { $count } notes
}
product-permits-help = A permit shows only with its number, so that buyers can check it. None yet? Leave it empty; do not make one up.
product-permits-rule = Allergens: { $rule }. Forms of numbers checked { $day }.
product-permit-wrong = { $permit }: the number has { $digits } digits. Copy it exactly from your paper, or leave it empty for now.
