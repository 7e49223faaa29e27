print-title = Print
print-note = Posters, table tents, flyers, price tags and stickers with your shop's QR.
print-back = Links & QR
print-go = Print posters and tags
print-sheet = What do you want to print?
print-design = Design
print-things = What is on it
print-things-help = If nothing is ticked: your shop. For price tags: every product on show; room that is left begins again from the first.
print-things-choose = Choose what is printed
print-thing-shop = the whole shop
print-refresh = Show the sheet
print-download = Download PDF
print-tips = Print on A4 at 100 %, not “fit to page”, then check the 50 mm line with a ruler. Best on { $paper }.
print-in-class-only = The QR opens on the class Wi-Fi.
print-pages =
    { $count ->
        [1] 1 sheet of A4
       *[other] { $count } sheets of A4, this is the first
    }
print-preview-alt = Preview of { $sheet } in the design { $design }
print-lost = These signs cannot be printed yet, so they are left out: { $signs }
print-full = At most { $most } choices in one go. Print the rest afterwards.
print-no-products = Price tags need a product. Put one on show in your shop first.
print-call-shop = Scan to look and order
print-call-product = Scan to order
print-type-code = Code { $code }
print-code-later = to follow
print-code-alt = QR code for { $name }
print-practice = PRACTICE
print-practice-note = A class practice shop, not selling for real yet
print-ruler = { $length } mm
print-fold = Fold backwards along both dashed lines. This panel becomes the base: glue its end to the far side.
print-language = en-GB
print-card = Share card
print-card-note = The picture a chat shows when your shop's address is sent. Keep it for a status or a feed.
print-card-wide = Wide 1200 × 630
print-card-square = Square 1080 × 1080
print-card-alt = Share card of { $name }
