# Sentences for a photo that cannot be taken in: what happened, that nothing is lost, what to do.
media-refused-empty = The photo was empty when it arrived. Everything else you typed is kept. Please choose it once more.
media-refused-too-large = This photo is too large (more than 10 MB). Everything else you typed is kept. Send it to yourself on WhatsApp first, then use that smaller copy.
media-refused-too-many-pixels = This picture is too big to work on. Everything else you typed is kept. Take an ordinary photo with your phone, or send it through WhatsApp first to make it smaller.
media-refused-too-small = This photo is too small and would look blurred in the shop. Everything else you typed is kept. Use the original photo, or take a new one.
media-refused-svg = This is a vector drawing (SVG), not a photo. Everything else you typed is kept. Choose a photo from your camera or gallery.
media-refused-video = This is a video, and this is the place for a photo. Everything else you typed is kept. Open the video, take a screenshot of a good moment, and use that.
media-refused-other-format = This kind of picture cannot be used here yet. Everything else you typed is kept. Open the picture, take a screenshot, and use that.
media-refused-not-a-photo = This file does not seem to be a photo. Everything else you typed is kept. Choose a photo from your camera or gallery.
media-refused-broken = This photo is not complete; perhaps the connection dropped while it was sent. Everything else you typed is kept. Please send it once more, or choose another.
media-refused-too-heavy = This photo is too heavy to work on here. Everything else you typed is kept. Send it through WhatsApp first to make it smaller, or choose another.
media-refused-timed-out = This photo took too long to work on, so we stopped. Everything else you typed is kept. Please try once more, or choose another.
media-refused-busy = Many people are sending photos right now. Everything else you typed is kept. Wait a moment, then send the photo again.
media-refused-payment-code = This photo shows a payment code (QRIS). Everything else is saved, this photo is not kept. A code in a photo is easily swapped, and then the buyer's money goes to somebody else. Cover it or crop it off, then send the photo again. Buyers scan your real QRIS sticker on the spot.
