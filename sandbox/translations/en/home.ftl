home-start-title = Enter your class
home-start-lead = Open a practice shop of your own. Type the class code from the screen in front.
home-code-help = Capital or small letters, both are fine.
home-code-go = Enter the class
home-code-unknown = This code does not match any class. Have another look at the screen in front.
home-i-am-trainer = I am a trainer
home-title = Home
home-hello = Hello, { $name }
home-wallet = Practice money
home-returned = Your shop is a draft again. Your trainer says:
home-shop-note = { $products ->
    [one] { $products } product
   *[other] { $products } products
} · { $visits ->
    [0] no visits yet
    [one] visited once
   *[other] visited { $visits } times
}
home-steps = The way of your shop
home-step-of = Step { $number } of { $all }
home-you-are-here = You are here
home-next-open = Open your shop
home-next-open-text = Choose your trade, give it a name. Two minutes, and it comes filled with an example.
home-next-open-go = Open my shop
home-next-photos = Use your own photos
home-next-photos-text = Photograph your product with your phone, then correct its name and price.
home-next-photos-go = Change photos and products
home-next-show = Display it in class
home-next-show-text = Your shop appears on the screen in front, and classmates can visit.
home-next-show-go = To my shop
home-next-post = Write your first post
home-next-post-text = One photo, a few lines, the price, and how to order.
home-next-post-go = Start writing
home-next-link = Share your shop's QR
home-next-link-text = Ask a neighbour to scan it and watch the count go up.
home-next-link-go = See QR and link
home-next-campaign = Try a campaign
home-next-campaign-text = Spend practice money: choose a post, a channel, and the buyers you want.
home-next-campaign-go = Start a campaign
home-next-take-home = Take your shop home
home-next-take-home-text = Look it over once more, then download your shop as a real page.
home-next-take-home-go = Get ready to take home
home-all-done-kicker = All steps done
home-all-done = Well done, your shop is complete
home-all-done-text = Time left? Improve a photo, write another post, or try another campaign.
home-all-done-go = To my shop
home-note-open = The shop is open
home-note-photos = { $count ->
    [one] { $count } own photo
   *[other] { $count } own photos
}
home-note-show = On the screen in front
home-note-post = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
home-note-link = { $count ->
    [0] Ask a neighbour to scan your QR
    [one] Visited once
   *[other] Visited { $count } times
}
home-note-campaign = { $count ->
    [one] { $count } campaign
   *[other] { $count } campaigns
}
home-note-marks = There are marks from your trainer
home-note-marks-wait = Waiting for the trainer
home-note-take-home = Downloaded
home-return-needs-reason = Write the reason first, so that the participant knows what to change.
home-erase-title = Delete all data of this person
home-erase = Delete { $name } and their shop
home-erase-help = If { $name } asks for it. Name, shop, photos, posts and marks are gone for good. A shop kept by two stays for the other.
home-erase-sure = Delete { $name } and everything they made? This cannot be undone.
home-erased = All data of { $name } has been deleted.
