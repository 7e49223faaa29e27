exports-title = Take home
exports-lead = Your shop becomes a real page of your own. Check these four things first.
exports-no-shop = You have no shop yet
exports-no-shop-note = Open a shop first, then take it home from here.
exports-open-shop = Open a shop
exports-check-again = Not possible yet. Check what is marked.
exports-phone-title = 1. WhatsApp number
exports-phone = Your own WhatsApp number
exports-phone-help = The page shows this number to anybody. Leave it empty if you would rather not.
exports-own-phone = This is my own number and people may see it.
exports-own-phone-missing = Tick this if the number is really yours, or clear the number.
exports-phone-empty = Type the number, or leave it empty.
exports-phone-not-a-number = Digits only, please, such as 0812 3456 7890.
exports-phone-not-mobile = Use a mobile number beginning with 08, not a land line.
exports-phone-foreign = Only Indonesian numbers for now (08 or +62).
exports-phone-wrong-length = The number of digits is not right. Please check.
exports-photos-title = 2. Products and photos
exports-examples-note =
    { $count ->
        [one] One product is still an example and stays behind.
       *[other] { $count } products are still examples and stay behind.
    }
exports-kept-examples = Tick the examples you really sell:
exports-bundle-note = “{ $bundle }” goes along only if what is in it does too: { $parts }.
exports-example-photos-note =
    { $count ->
        [one] One photo is still an example and stays behind.
       *[other] { $count } photos are still examples and stay behind.
    }
exports-keep-photos = Use the example photos too, for now.
exports-photos-ok = The photos are my own, or I may use them.
exports-photos-help = Check as well: no faces of others, number plates or identity cards in a photo.
exports-nothing-left = No product of your own yet. Add one under Shop, or tick the examples you really sell.
exports-prices-title = 3. Prices
exports-prices-ok = The prices are right.
exports-claims-title = 4. Story
exports-claims-ok = Everything written is true.
exports-claims-help = Permits, halal, BPOM or health benefits, for instance: write only what you can show.
exports-confirm-missing = Please tick first: { $what }.
exports-make = Make my page
exports-ready-title = Ready to take home
exports-ready-lead = { $shop } is now one ZIP file. Nothing in it says practice.
exports-download = Download my shop (ZIP)
exports-next-title = After downloading
exports-next-unzip = Open the ZIP and extract everything into one folder.
exports-next-open = Tap index.html. Your shop opens, even without internet.
exports-next-publish = Later, at home: follow BACA-DULU.txt to put it on the internet for free.
exports-review-again = Check again
exports-404-title = This page does not exist
exports-404-text = The address may be mistyped. Please open the front page of { $shop }.
exports-readme-title = { $shop }: how to use your shop page
exports-readme-open = 1. Looking: extract the whole ZIP into one folder, then open index.html.
exports-readme-publish = 2. Publishing: upload everything in this folder (index.html outermost) to a host.
exports-readme-hosts =
    Cloudflare Pages: free, and shops are allowed. Choose "Upload assets", then this folder.
    Your own host (cPanel): extract the ZIP in the folder public_html.
    GitHub Pages does not allow shops; use it only to show your work.
exports-readme-own = 3. Anybody can see the number, address and photos on this page. Share only what you want to.
exports-readme-change = 4. Changing: prices and words are in index.html and the folder produk; Notepad is enough.
exports-readme-qris = 5. QRIS: this page holds no payment code. Put the real QRIS from your provider at your till. Each time you are paid, check three things: your shop's name on the buyer's screen, the NMID on the sticker, and the money in your account.
exports-readme-qris-sheet = Print tempat-qris.html and stick your real QRIS into its box. The box is empty on purpose.
exports-qris-title = Pay by QRIS here
exports-qris-slot = Stick the real QRIS from your provider into this box
exports-qris-keeper = At the till: each time, check three things
exports-qris-name = Your shop's name is on the buyer's screen.
exports-qris-number = The NMID on the sticker is still the one in your provider's letter.
exports-qris-money = The money has reached your account. Look on your own phone.
