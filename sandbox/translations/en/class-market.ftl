# The class market desk
class-market-title = Class market
class-market-open-note = Rules, rounds, events and the class result.
class-market-mode = Way of playing
class-market-mode-isolated = Each for itself
class-market-mode-shared = One market together
class-market-mode-help = This decides who moves the days on.
class-market-mode-isolated-note = Each shop has a market of its own and moves on by a day whenever its keeper likes. Friends do not affect each other. Good for a first time.
class-market-mode-shared-note = All shops compete for the same buyers: the more advertise, the dearer ads become. Everybody plans, then you close a round for the whole class.
class-market-now = Day { $day }
class-market-furthest = Day { $day }
class-market-shared-now = Participants plan their campaigns on their phones. When they are ready, close the round: market days pass for the whole class.
class-market-isolated-now = { $begun ->
    [0] Each shop moves its own days on. Nobody has begun.
    [1] Each shop moves its own days on; there is nothing for you to close. One shop has begun; this is its day.
   *[other] Each shop moves its own days on; there is nothing for you to close. { $begun } shops have begun; this is the day of the one furthest ahead.
}
class-market-nobody-yet = No shop has made a campaign yet, so there is nothing to close.
class-market-calendar-over = The practice calendar has reached its end. To play again, open a new class.
class-market-day = Day { $day }
class-market-days = Days { $first } to { $last }
class-market-mark-payday = Pay day
class-market-mark-twin = Twin date
class-market-mark-ramadan = Ramadan
class-market-mark-feast = Around Eid
class-market-ahead = On the calendar, four weeks ahead:
class-market-unit-days = days
class-market-unit-times = times
class-market-not-now = Not yet
class-market-change = Change

# Who is ready
class-market-who = Who is ready?
class-market-who-empty = No participants yet
class-market-who-empty-text = Names appear by themselves as people join.
class-market-ready = shops ready
class-market-no-campaign = no campaign yet
class-market-no-shop = no shop yet
class-market-help-these = Not ready
class-market-ready-these = Ready
class-market-no-shop-yet = Has not opened a shop
class-market-no-campaign-yet = No campaign yet

# Rules
class-market-rules = Market rules
class-market-rules-lead = The same for every shop of this class.
class-market-rules-errors = Something needs mending
class-market-locked = Locked
class-market-locked-why = Market days have been played under these rules. Changed half-way, yesterday's results could no longer be compared. Other rules? Open a new class.
class-market-start = First day
class-market-start-help = A date in the practice market, not today's. Pay days and twin dates make people buy more, and ads dearer.
class-market-start-now = As it is now
class-market-start-quiet = An ordinary week
class-market-start-payday = Pay day week
class-market-start-twin = Twin date week
class-market-start-ramadan = Start of Ramadan
class-market-start-own-pick = Another date
class-market-start-own = Another date
class-market-start-own-help = Only used when you choose Another date above.
class-market-start-note = Begins { $date }. { $falls }.
class-market-start-nothing = Two weeks without special days
class-market-start-missing = Choose the date, or one of the weeks above.
class-market-start-far = The practice calendar knows the years { $first } to { $last }. Choose a date among them.
class-market-seed = Lucky word
class-market-seed-help = Same word, same luck: another class with this word meets exactly the same good and bad days.
class-market-wallet = Practice money for each shop
class-market-wallet-help = For shops that have not begun, and for every new try.
class-market-restarts = May start again
class-market-restarts-help = Starting again means from the first day, with the full money and the same luck, so that tries can be compared. Only when each plays for itself.
class-market-restarts-count = { $count ->
    [0] no
    [one] once
   *[other] { $count } times
}
class-market-ranking = Show a ranking
class-market-ranking-help = Usually off: what matters is how the class did, not who won. When on, nicknames and money left stand in the class result.
class-market-save = Save rules
class-market-saved = Market rules saved
class-market-begun-meanwhile = A shop has just played its first day, so way of playing, first day and lucky word can no longer be changed. The others still can.

# Rounds
class-market-rounds = Rounds
class-market-rounds-none = No round has been closed.
class-market-closed-at = closed { $time }
class-market-close-days = Move on how many days?
class-market-close-go = Close round
class-market-close-title = Close the round?
class-market-close-lead = { $days }, { $dates }
class-market-close-will = What will happen
class-market-close-ready = { $shops ->
    [0] No campaign is running; market days just pass.
    [one] The campaigns of one shop run in the shared market.
   *[other] The campaigns of { $shops } shops run in one shared market.
}
class-market-close-idle = { $shops ->
    [one] One shop without a campaign moves on too: only buyers who come by themselves.
   *[other] { $shops } shops without a campaign move on too: only buyers who come by themselves.
}
class-market-close-later = { $people ->
    [one] One participant has not opened or shown a shop and stays out; later they join on the class's day.
   *[other] { $people } participants have not opened or shown a shop and stay out; later they join on the class's day.
}
class-market-close-money = Ads are paid from each shop's practice money; then everybody sees the result.
class-market-close-undo = It can be undone as long as the next round is not closed.
class-market-close-wait = { $shops ->
    [one] One shop has no campaign yet. Wait a moment?
   *[other] { $shops } shops have no campaign yet. Wait a moment?
}
class-market-close-now = Yes, close the round
class-market-closed = Round { $number } closed: { $days ->
    [one] one day
   *[other] { $days } days
} played for the whole class
class-market-closed-by-other = Another trainer closed that round a moment before you. This is how it stands now; nothing was played twice.
class-market-nothing-to-close = There is no round to close now.
class-market-undo-open = Undo round { $number }
class-market-undo-title = Undo round { $number }?
class-market-undo-will = What is taken back
class-market-undo-shops = { $shops ->
    [one] One shop returns to how it stood before this round.
   *[other] { $shops } shops return to how they stood before this round.
}
class-market-undo-money = { $amount } paid for ads goes back to the shops' practice money.
class-market-undo-orders = { $orders ->
    [one] One order of those days is removed.
   *[other] { $orders } orders of those days are removed.
}
class-market-undo-campaigns = Campaigns that ended in this round run again, so participants may change their plans.
class-market-undo-luck = Luck stays the same: the same plan brings the same result.
class-market-undo-sure = Tell the class first: the numbers on their phones will change.
class-market-undo-now = Yes, undo
class-market-undone = Round { $number } undone; all shops stand as before
class-market-not-undone = That round is no longer the last, so nothing was undone. This is how it stands now.
class-market-nothing-to-undo = There is no round to undo.

# Events
class-market-events = Events
class-market-events-note = Participants see them before the day is played.
class-market-events-lead = Add an event so that the class learns to react. Participants see it before the day is played.
class-market-events-none = No events. The market runs as usual.
class-market-events-list = Events of this class
class-market-event-new = Add an event
class-market-event-kind = What happens?
class-market-event-first = From when?
class-market-event-first-help = Days already played cannot be changed.
class-market-event-start = Day { $day } · { $date }
class-market-event-days = For how long?
class-market-event-add = Add
class-market-event-added = { $event } added
class-market-event-removed = { $event } called off
class-market-event-begun = That event has begun, so it can no longer be called off.
class-market-event-too-early = That day has been played. The earliest start is day { $day }.
class-market-event-remove = Call off
class-market-event-remove-name = Call off { $event }
class-market-event-now = Now
class-market-event-over = Over
class-market-event-when = { $days } · { $dates }
class-market-event-payday = Pay day
class-market-event-rain = Days of rain
class-market-event-price-war = A rival slashes prices
class-market-event-viral = Going viral
class-market-event-courier-strike = Couriers on strike
class-market-story-payday = People have just been paid.
class-market-story-rain = People near the shop stay at home and look at their phones more.
class-market-story-price-war = Another shop sells the like far cheaper, and advertises it.
class-market-story-viral = Goods like these are talked about.
class-market-story-courier-strike = Parcels pile up; whoever still drives asks more.
class-market-usual-days = { $days ->
    [one] Usually one day.
   *[other] Usually { $days } days.
}
class-market-effect-demand-up = People buy { $percent }% more readily.
class-market-effect-demand-down = People buy { $percent }% less readily.
class-market-effect-demand-near-up = People near the shop buy { $percent }% more readily.
class-market-effect-demand-near-down = People near the shop buy { $percent }% less readily.
class-market-effect-price-up = Ads are about { $percent }% dearer.
class-market-effect-price-down = Ads are about { $percent }% cheaper.
class-market-effect-market-price-up = Rivals sell { $percent }% dearer.
class-market-effect-market-price-down = Rivals sell { $percent }% cheaper.
class-market-effect-discovery-up = New people come across posts { $percent }% more often.
class-market-effect-discovery-down = New people come across posts { $percent }% less often.
class-market-effect-discovery-times = New people come across posts { $times } times as often.
class-market-effect-shipping-up = Shipping is { $percent }% dearer.
class-market-effect-shipping-down = Shipping is { $percent }% cheaper.

# Class result
class-market-result = Class result
class-market-result-open = See the class result
class-market-result-note = How the class did, not who won.
class-market-result-lead = Up to { $date }
class-market-result-none = No result yet
class-market-result-none-text = Results appear once market days have been played.
class-market-headline = { $gained ->
    [0] None of { $shops } shops has money left from its sales yet.
   *[other] { $gained } of { $shops } shops have money left after all costs.
}
class-market-gained = money left
class-market-even = even
class-market-lost = short
class-market-waiting = { $shops ->
    [one] One shop has not played a day.
   *[other] { $shops } shops have not played a day.
}
class-market-money = Money left
class-market-money-note = Sales minus goods, packing, fees and ads. One dot is one shop.
class-market-orders = Orders
class-market-orders-note = Since each shop's latest try began.
class-market-one-shop = one shop
class-market-half-legend = the middle half
class-market-channels = Where did they promote?
class-market-channels-note = How many shops used it, and the money spent.
class-market-channels-none = No campaign has run yet.
class-market-channel-use = { $shops ->
    [one] 1 shop
   *[other] { $shops } shops
}
class-market-channel-spend = ads { $amount }
class-market-channel-free = free
class-market-middle = middle { $value }
class-market-lowest = Lowest
class-market-quarter-low = A quarter of shops below
class-market-median = The shop in the middle
class-market-quarter-high = A quarter of shops above
class-market-highest = Highest
class-market-measure = Measure
class-market-value = Value
class-market-facts = { $title }: five numbers
class-market-counts = { $title }: shops in each range
class-market-from-to = Range
class-market-shops = Shops
class-market-stretch = { $low } to { $high }
class-market-few = { $shops ->
    [1] One shop so far: { $median }.
   *[other] { $shops } shops; the one in the middle { $median }.
}
class-market-half = { $shops } shops. Half of them between { $low } and { $high }; the one in the middle { $median }.
class-market-half-same = { $shops } shops. Half of them or more exactly at { $median }.
class-market-thousand = { $amount }k
class-market-million = { $amount }m
class-market-luck-title = Luck or choice?
class-market-luck = { $tenths ->
    [0] The differences between shops come almost wholly from choices: shop, post and campaign.
    [10] The differences between shops are almost wholly luck. Their choices are still alike.
   *[other] The differences between shops: about { $tenths } parts in 10 are luck, { $rest } are choices.
}
class-market-luck-few = With so few shops, luck and choice cannot be told apart. At least five are needed.
class-market-luck-talk = Luck cannot be learned, choices can. Talk about the choices: photo, price, whom to reach, how much to spend.
class-market-ranking-title = Ranking by money left
class-market-ranking-note = Part of this order is luck. Switch it off in Market rules if you do not need it.
class-market-who-shop = Who
class-market-wall-open = Open on the projector
class-market-wall-title = Results of { $class }
class-market-wall-gained = of { $shops } shops have money left
class-market-wall-channels = Used:

# Downloads
class-market-days-csv = Download all market days (CSV)
class-market-days-csv-note = Every shop, every day, every campaign.
class-market-dictionary = Download the data dictionary (CSV)
class-market-dictionary-note = What each column means, and its unit.
class-market-dictionary-column = column
class-market-dictionary-unit = unit
class-market-dictionary-meaning = meaning
class-market-in-text = words
class-market-in-number = number
class-market-in-date = date (year-month-day)
class-market-in-rupiah = rupiah
class-market-in-times = times
class-market-in-people = people
class-market-in-orders = orders
class-market-column-class = Name of the class
class-market-column-shop-id = Number of the shop; stays when its name changes
class-market-column-shop = Name of the shop now
class-market-column-run = Which try; starting again begins a new one
class-market-column-market-day = Market day, counted from 1
class-market-column-date = Date in the practice market
class-market-column-source = campaign: from one campaign; organic: came by itself, without a campaign
class-market-column-slot = The campaign's place in that try, counted from 0
class-market-column-channel = Where it was promoted: meta, tiktok, gsearch, mkt, wa_bc, wa_status, org_fb, org_ig, org_tt
class-market-column-aim = Aim: introduce, chat, sell
class-market-column-targeting = Who was looked for: broad (all who fit), visitors (who came by before), brand (who searched the shop's name)
class-market-column-test-arm = a or b when the campaign is one half of an A/B test
class-market-column-daily-amount = Planned ad money per day
class-market-column-impressions = How often the post was shown
class-market-column-reach = Different people who saw it that day
class-market-column-clicks = How often it was tapped
class-market-column-visits = Visits to the shop
class-market-column-chats = Chats that came in
class-market-column-orders = Orders that were filled
class-market-column-spend = Ad money spent
class-market-column-revenue = Sales
class-market-column-goods-cost = Cost of the goods sold
class-market-column-other-cost = Packing, fees, shipping borne by the shop, and refused deliveries
class-market-column-money-left = Money left after all costs; minus means short
class-market-column-expected-orders = Orders these choices may expect, without luck
class-market-column-expected-money-left = Money left these choices may expect, without luck
class-market-column-tuning-version = Version of the market's numbers used that day
