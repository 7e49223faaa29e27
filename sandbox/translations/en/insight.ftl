insight-practice = practice figures
insight-left = Money left

# what happened
insight-happened-gain = { $orders ->
    [one] One order
   *[other] { $orders } orders
} came in { $days ->
    [one] one day
   *[other] { $days } days
}. After all costs, { $amount } is left.
insight-happened-loss = { $orders ->
    [one] One order
   *[other] { $orders } orders
} came in { $days ->
    [one] one day
   *[other] { $days } days
}. After all costs, you are { $amount } short.
insight-happened-even = { $orders ->
    [one] One order
   *[other] { $orders } orders
} came in { $days ->
    [one] one day
   *[other] { $days } days
}. After all costs you break even exactly.
insight-happened-none = No order yet in { $days ->
    [one] one day
   *[other] { $days } days
}. { $clicks ->
    [one] One person
   *[other] { $clicks } people
} tapped your post, and the ads used { $spend }.
insight-happened-none-free = No order yet in { $days ->
    [one] one day
   *[other] { $days } days
}. { $clicks ->
    [one] One person
   *[other] { $clicks } people
} tapped your post, at no cost.
insight-why-stock = What held it back most: stock. { $lost ->
    [one] One order
   *[other] { $lost } orders
} could not be filled because the goods had run out.
insight-why-unseen = Nobody has had a chance to see it yet.
insight-why-taps = What held it back most: few people tapped, { $share } in 100 who saw it. Usually it is at least { $low }. Try a more inviting photo and first sentence.
insight-why-orders = { $visits } people dropped in, but only { $share } in 100 ordered. Look again at the price, the shipping fee and how you answer chats.
insight-why-no-orders = { $visits } people came, but nobody ordered yet. Look again at price, shipping and how you answer chats.
insight-why-flow = It flows well: of 100 people who dropped in, { $share } ordered.
insight-why-margin = The goods lose money even before ads: the price minus cost and other expenses leaves nothing.
insight-why-ads = The goods left { $before }, but the ads cost { $ads }.
insight-why-early = Too few people have dropped in to be sure of the reason.

# luck
insight-luck-more = Chance alone may well explain this. The same choices usually bring { $expected } orders, { $low } to { $high }; you got { $orders }. So do not conclude too soon that all is right.
insight-luck-less = Chance alone may well explain this. The same choices usually bring { $expected } orders, { $low } to { $high }; you got { $orders }. So do not rush to change everything.
insight-luck-as-expected = { $orders ->
    [one] One order is
   *[other] { $orders } orders are
} what your choices usually bring. Repeated, it would be { $low } to { $high }.
insight-luck-above = You were lucky: { $orders ->
    [one] one order
   *[other] { $orders } orders
}. The same choices usually bring { $low } to { $high }.
insight-luck-below = You were unlucky: { $orders ->
    [one] one order
   *[other] { $orders } orders
}. The same choices usually bring { $low } to { $high }.

# numbers side by side
insight-forecast = your guess
insight-outcome = outcome
insight-usual = usual
insight-people = people reached

# money
insight-money = Where did the money go?
insight-money-sales = Sales
insight-money-modal = Cost of goods
insight-money-shipping = Shipping
insight-money-packing = Packing
insight-money-fee = Fees
insight-money-cod = Failed COD
insight-money-ads = Ads
insight-money-left = Left
insight-money-note = Marketplaces take the fees. Shipping and failed COD only appear when you are the one who pays.

# funnel
insight-funnel = From seen to ordered
insight-funnel-note = Length of a bar: how many in 100 of the line above. Tap a word to have it explained.
insight-out-of-hundred = { $share } in 100
insight-stage-shown = Shown
insight-stage-shown-note = How often the post appeared on somebody's screen. One person may see it more than once.
insight-stage-sent = Sent
insight-stage-sent-note = How many broadcast messages went to contacts who saved your number.
insight-stage-clicks = Taps
insight-stage-clicks-note = How often people tapped the post because it interested them.
insight-stage-reacted = Reacted
insight-stage-reacted-note = How many people answered the message or tapped its link.
insight-stage-visits = Visits
insight-stage-visits-note = How many people really arrived at your shop page. A slow page loses some of them.
insight-stage-intents = Wanted it
insight-stage-intents-note = How many people asked in the chat or put something in the cart.
insight-stage-orders = Orders
insight-stage-orders-note = How many orders were placed and could be filled.

# folded away
insight-more = All the numbers
insight-more-note = Day by day, who came, and ordinary ranges.
insight-behind = Behind the numbers
insight-behind-note = What the campaign truly brought, and who came by themselves.

# days
insight-days = Day by day
insight-by-day = Seen by
insight-by-day-orders = Orders
insight-by-day-clicks = Taps
insight-by-day-reach = People
insight-realised = What happened
insight-expected-band = Usual
insight-ordinary-range = Ordinary range
insight-days-note = Bars: what happened. Yellow line: what these choices usually bring. Shade: 4 days out of 5 fall there.
insight-table-by-day = All numbers of each day

insight-column-impressions = Shown
insight-column-reach = People
insight-column-clicks = Taps
insight-column-chats = Chats
insight-column-orders = Orders
insight-column-spend = Cost
insight-column-rest = Left

# audience
insight-audience = Who came?
insight-audience-region = Region
insight-audience-age = Age
insight-audience-gender = Gender
insight-audience-clicks = Taps
insight-audience-orders = Orders
insight-audience-cost = Rp per tap
insight-audience-all = All
insight-audience-few = There are still few orders. Do not narrow your audience because of these numbers yet.
insight-audience-only = All orders came from { $who }.
insight-audience-best = Most orders: { $who }, { $orders } of { $all } orders.

# health
insight-health = How your post is doing
insight-fresh = Freshness of the post
insight-fresh-fresh = still fresh
insight-fresh-known = getting known
insight-fresh-tired = getting tired
insight-fresh-worn = worn out
insight-fresh-fresh-note = Each person saw it { $times } times on average. Nobody is tired of it.
insight-fresh-known-note = Each person saw it { $times } times on average. Still good; prepare the next photo.
insight-fresh-tired-note = Each person saw it { $times } times on average, so it is tapped less. A new photo refreshes it.
insight-fresh-worn-note = Each person saw it { $times } times on average. Change the photo, or let it rest a few days.
insight-learning = The ads know your buyers
insight-learning-busy = still learning
insight-learning-limited = too little to learn from
insight-learning-done = knows them
insight-learning-busy-note = The first days are never steady. Let it run, and do not change it often.
insight-learning-limited-note = There are too few results to learn from. An easier aim, such as taps, gives it more.
insight-learning-done-note = The ads know who is usually interested.

# ranges
insight-ranges = Compared with what others say
insight-ranges-note = Ranges from other people's reports, not targets. Evidence: A strong, B fair, C weak.
insight-range = Range { $low } to { $high }.
insight-range-source = Evidence { $grade } · { $place } · { $year }
insight-range-undated = no year
insight-range-you = yours
insight-percent = { $share } %
insight-measure-cpm = Cost of 1,000 showings
insight-measure-cpm-note = What it costs to appear a thousand times on people's screens. Ad platforms call it CPM.
insight-measure-cpc = Cost per tap
insight-measure-cpc-note = Ad money divided by taps. Ad platforms call it CPC.
insight-measure-ctr = Taps per 100 showings
insight-measure-ctr-note = Of a hundred showings, how many were tapped. Ad platforms call it CTR.
insight-measure-read = Read per 100 messages
insight-measure-read-note = Of a hundred broadcast messages, how many were opened.
insight-measure-reply = Reactions per 100 messages
insight-measure-reply-note = Of a hundred broadcast messages, how many were answered or had their link tapped.
insight-measure-reach = Reached per 100 followers
insight-measure-reach-note = Of a hundred followers, how many see an ordinary post.
insight-measure-order = Orders per 100 visits
insight-measure-order-note = Of a hundred people who arrive at the shop, how many order. Often called conversion.

# causes
insight-why = Why did this happen?
insight-why-open = See the causes
insight-working = Working it out…
insight-busy = Many are asking at once. It is your turn in a moment.
insight-again = Try again
insight-back-to-campaign = Back to the campaign
insight-no-days = Run one day first; then there is something to explain.
insight-not-kept = These days were run before causes could be computed. Your next campaign can be explained.
insight-basis = Compared with
insight-basis-usual = Usual shop
insight-basis-earlier = Campaign before
insight-basis-class = Middle of the class
insight-basis-usual-name = the usual shop
insight-basis-earlier-name = your campaign before
insight-basis-class-name = the middle of the class
insight-basis-usual-note = The usual shop: middling photo, words and page, market price, shipping fee shown, people near by. Money and days are the same as yours.
insight-basis-earlier-note = The campaign before: { $name }.
insight-basis-class-note = Middle of the class: for each choice, half the shops do better and half do less well.
insight-basis-class-missing = Not enough shops in class to compare with: at least { $least } must have played. For now, here is another comparison.
insight-luck-against = The difference of { $change } orders from { $name } is within ordinary chance: your choices usually bring { $low } to { $high }.
insight-summary-both = Compared with { $name }, your choices usually bring { $change } orders and { $money } money left. What helped: { $helped }. What held back: { $held }.
insight-summary-helped = Compared with { $name }, your choices usually bring { $change } orders and { $money } money left. What helped: { $helped }.
insight-summary-held = Compared with { $name }, your choices usually bring { $change } orders and { $money } money left. What held back: { $held }.
insight-short-both = Compared with { $name }, what added most money was { $helped }; what took most was { $held }.
insight-short-helped = Compared with { $name }, what added most money was { $helped }.
insight-short-held = Compared with { $name }, what took most money was { $held }.
insight-summary-same = Your choices and { $name } usually bring the same.
insight-because = { $thing } ({ $size })
insight-and = { $first } and { $last }
insight-thing-photo = photo
insight-thing-caption = words
insight-thing-audience = audience
insight-thing-place = the place
insight-thing-price = price and shipping
insight-thing-budget = ad money and days
insight-thing-page = shop page and replies
insight-thing-circumstances = timing and the market
insight-cause-unit = orders
insight-cause-money = { $money } money left
insight-cause-but = but { $money } money left
insight-cause-even = money left is the same
insight-cause-rest = Smaller causes: { $orders } orders, { $money }.
insight-cause-edited = You changed the campaign on the way. The causes are computed with your last choices.
insight-cause-practice = Figures are what usually happens, luck left out.
insight-cause-photo-up = A more attractive photo
insight-cause-photo-down = A less attractive photo
insight-cause-caption-up = More inviting words
insight-cause-caption-down = Less inviting words
insight-cause-audience-up = A better-fitting audience
insight-cause-audience-down = A less fitting audience
insight-cause-place-up = A better place to promote
insight-cause-place-down = A less fitting place to promote
insight-cause-price-up = A more attractive price
insight-cause-price-down = A heavier price
insight-cause-shipping-up = Shipping fee clear from the start
insight-cause-shipping-down = Shipping fee seen only at the end
insight-cause-stock-up = Enough stock
insight-cause-stock-down = Stock that ran out
insight-cause-budget-up = More money or days
insight-cause-budget-down = Less money or fewer days
insight-cause-page-up = A fuller shop page
insight-cause-page-down = A less complete shop page
insight-cause-reply-up = Faster replies
insight-cause-reply-down = Slower replies
insight-cause-circumstances-up = Helpful timing and market
insight-cause-circumstances-down = Difficult timing and market
insight-versus-scores = score { $mine }, compared with { $theirs }
insight-versus-prices = { $mine }, compared with { $theirs }
insight-versus-places = { $mine }, compared with { $theirs }
insight-versus-minutes = { $mine } minutes, compared with { $theirs }
insight-versus-times = { $mine }, compared with { $theirs }
insight-ordinary-days = ordinary days
insight-versus-budgets = { $mine }, compared with { $theirs }
insight-per-day = { $money } × { $days ->
    [one] 1 day
   *[other] { $days } days
}
insight-do-photo-up = Use this style in other posts
insight-do-photo-down = Change the photo
insight-do-caption-up = Use this style in other posts
insight-do-caption-down = Improve the words
insight-do-audience-up = Use this audience again
insight-do-audience-down = Choose a better-fitting audience
insight-do-place-up = Use this place again
insight-do-place-down = Try another place
insight-do-price-up = Check what each sale leaves
insight-do-price-down = Look again at the price
insight-do-shipping-up = See how to buy on your page
insight-do-shipping-down = Write the fee on the shop page
insight-do-stock-up = Keep the stock up
insight-do-stock-down = Add stock
insight-do-budget-up = Plan the money of the next campaign
insight-do-budget-down = Plan the money of the next campaign
insight-do-page-up = See your shop page
insight-do-page-down = Complete the shop page
insight-do-reply-up = See the messages
insight-do-reply-down = Reply faster
insight-do-circumstances-up = Choose dates like these again
insight-do-circumstances-down = Choose other dates
insight-mechanisms = What works quietly
insight-without-fatigue = If nobody ever got tired of it: { $orders } orders, { $money }.
insight-without-learning = If the ads knew your buyers at once: { $orders } orders, { $money }.
insight-without-stock = If stock never ran out: { $orders } orders, { $money }.
insight-without-speed = If the shop page opened in a second: { $orders } orders, { $money }.
insight-without-carry-over = If nobody remembered your shop after the ads: { $orders } orders, { $money }.

# true against dashboard
insight-truth = What the dashboard says, and what is true
insight-truth-claimed = Claimed by the dashboard
insight-truth-claimed-note = The dashboard counts every order after somebody tapped or saw the ad, also those that would have come without it.
insight-truth-true = Truly because of the ads
insight-truth-true-free = Truly because of this post
insight-truth-true-note = The practice market is run twice, with and without this campaign. The difference is what it truly brought, up to two weeks after.
insight-orders = { $orders } orders
insight-truth-what = Measure
insight-truth-orders = Orders
insight-truth-sales = Sales
insight-truth-roas = Sales per Rp 1 of ads
insight-truth-fair = This time dashboard and truth are nearly the same.
insight-truth-boast = Of { $claimed } orders the dashboard claims, { $more } would have come without the ads.
insight-truth-shy = The dashboard misses { $less } orders: people who came later because they remembered the ad.
insight-earns-yes = Usually each Rp 1 of ads brings Rp { $roas } in sales. It takes Rp { $needed } to break even, so these ads pay for themselves.
insight-earns-no = Usually each Rp 1 of ads brings Rp { $roas } in sales. It takes Rp { $needed } to break even, so these ads do not pay for themselves yet.
insight-earns-never = Every order loses money even before ads, so no ads can earn it back. Look again at the price.

# without ads
insight-organic = What came without ads
insight-organic-words = Without ads, { $visits ->
    [one] one person
   *[other] { $visits } people
} dropped in and { $orders } ordered. { $money } is left.
insight-organic-note = They remember your shop, heard of it from friends, or buy again.
insight-organic-visits = Visits without ads
insight-organic-orders = Orders without ads
insight-growth = Contacts and followers
insight-growth-contacts = Contacts
insight-growth-followers = Followers
insight-growth-note = Counted each morning. People who ask or order often save your number.

# compare
insight-compare = Compare two campaigns
insight-compare-a = Campaign A
insight-compare-b = Campaign B
insight-compare-show = Compare
insight-compare-few-title = Only one campaign yet
insight-compare-few = Once two campaigns have run, you can see the difference here.
insight-compare-plan = New campaign
insight-compare-with = Compare with another campaign
insight-compare-pick = Choose two different campaigns.
insight-compare-same-luck = Both met the same luck. The difference comes from your choices.
insight-compare-other-luck = They ran on other days or in other places, so their luck is not exactly the same. The line "usual" leaves luck out.
insight-campaign-name = Try { $run }, campaign { $number } · { $channel } · { $product }
insight-try = Campaign { $letter }
insight-choices = What was chosen
insight-choice = Choice
insight-choice-product = Product
insight-choice-photo = Photo
insight-choice-photo-a = this photo
insight-choice-photo-b = another photo
insight-choice-words = Words
insight-choice-channel = Place
insight-choice-aim = Aim
insight-choice-audience = For whom
insight-choice-amount = Money a day
insight-choice-days = Days run
insight-choice-changed = different
insight-results = What came of it
insight-result = Result
insight-result-change = Difference
insight-result-orders = Orders
insight-result-usual = Usual
insight-result-left = Left (Rp)
insight-result-ads = Ads (Rp)
insight-result-clicks = Taps
insight-result-people = People
insight-stages = Where does the difference lie?
insight-stages-note = In the orders that usually come, luck left out. The parts add up exactly from A to B.
insight-part-budget = Money
insight-part-price = Price of showings
insight-part-click = Taps
insight-part-visit = Reached the shop
insight-part-intent = Wanted it
insight-part-close = Ordered
insight-part-fill = Stock
insight-part-none = Both usually bring the same number of orders.
insight-part-most-budget = Most of the difference is the money used: { $change } orders.
insight-part-most-price = Most of the difference is how dear showings were: { $change } orders.
insight-part-most-click = Most of the difference is how often people tapped: { $change } orders.
insight-part-most-visit = Most of the difference is how many reached the shop: { $change } orders.
insight-part-most-intent = Most of the difference is how many wanted to buy: { $change } orders.
insight-part-most-close = Most of the difference is how many went on to order: { $change } orders.
insight-part-most-fill = Most of the difference is stock: { $change } orders.
insight-causes-b = Why does B differ from A?

# A/B test
insight-test = Test of two posts
insight-test-note = Two posts, one audience, the money divided. What decides was chosen before it began.
insight-test-wait = Not enough data yet
insight-test-wait-people = It takes about { $more } more people per post, roughly { $days ->
    [one] one more day
   *[other] { $days } more days
}. No winner can be named yet, even if one looks better.
insight-test-wait-days = There are enough people. Wait { $days ->
    [one] one more day
   *[other] { $days } more days
} to make seven: buyers of a Sunday are not those of a Wednesday.
insight-test-wait-none = Nobody has seen the two posts yet.
insight-test-open = No winner
insight-test-open-note = There is as much data as planned, and the difference is too small to be sure. Use the one you like, and test something bigger next: photo or price.
insight-test-winner = Post { $post } is better
insight-test-winner-note = The difference is real, not chance: between { $low } % and { $high } % more often.
insight-test-progress = On the way to enough data
insight-test-people = People per post
insight-test-people-of = { $now } of { $planned }
insight-test-days = Whole days
insight-test-arm = Post
insight-test-tries-click = People
insight-test-tries-chat = Taps
insight-test-tries-order = Visits
insight-test-wins-click = Taps
insight-test-wins-chat = Chats
insight-test-wins-order = Orders
insight-test-rate = Per 100
insight-test-rate-later = Numbers per 100 are shown only when there is enough data, so that nobody decides too soon.
insight-test-post = Post { $letter }
insight-test-see = See the two posts compared
insight-test-open-campaign = See campaign { $letter }

# par
insight-par = How near to par?
insight-par-open = Work out par
insight-par-ring = { $percent } percent of par
insight-par-share = You reached { $percent } % of par. With the same money and days, your shop could keep about { $par }.
insight-par-near = Well done, you reached { $percent } % of par. With the same money and days, it is about { $par } at best.
insight-par-below = These choices usually leave nothing. With the same money and days, your shop could keep about { $par }.
insight-par-nothing = On these days no campaign leaves anything for your shop. Keeping the money is a good choice too.
insight-par-luck = Par is compared with the usual result, not with the luck of the day. Photo, price and shop page are taken as they are.
insight-par-others = { $count ->
    [one] One other campaign
   *[other] { $count } other campaigns
} on the same days counted too.
insight-par-forecast = Your guess
insight-par-forecast-note = The money left that you wrote down before you began.
insight-par-outcome = Outcome
insight-par-outcome-note = The money left that really happened, luck included.
insight-par-usual = Usual
insight-par-usual-note = The money left that your choices usually bring, luck left out.
insight-par-par = Par
insight-par-par-note = The most this shop can expect to keep with the same money and days.
insight-par-how = How to reach par
insight-par-line-paid = { $channel }, { $amount } a day, { $first } to { $last }, for { $audience }.
insight-par-line-free = { $channel }, { $every ->
    [1] every day
   *[other] every { $every } days
}, { $first } to { $last }, for { $audience }.
insight-gains = The two steps that would gain most
insight-gain-channel = Move this campaign to { $channel }.
insight-gain-add = Add a campaign on { $channel }.
insight-gain-free = Add free posts on { $channel }.
insight-gain-audience = Change the audience: { $audience }.
insight-gain-amount-more = Raise the money to { $amount } a day.
insight-gain-amount-less = Lower the money to { $amount } a day.
insight-gain-timing = Run it { $first } to { $last }.
insight-gain-stop = Do not run this campaign.
insight-organic-none = On these days nobody came without ads yet.
