components-optional = (optional)
components-field-missing = { $label }: please fill this in.
components-count = { $used } of { $max } characters
components-less = Less { $label }
components-more = More { $label }
components-close = Close
components-back = Back
components-retry = Send again
components-step-done = Done
components-breadcrumb = You are here
components-unread = new
components-pages = Pages
components-previous = Previous
components-next = Next
components-page-of = { $page } of { $pages }
components-photo-first = Main photo
components-photo-earlier = Move photo { $number } earlier
components-photo-later = Move photo { $number } later
components-photo-remove = Remove photo { $number }
components-photo-earlier-any = Move this photo earlier
components-photo-later-any = Move this photo later
components-photo-remove-any = Remove this photo
components-photo-add = Add a photo
components-photo-replace = Change the photo
components-photo-progress = Photo upload
components-photo-shrinking = Shrinking the photo…
components-photo-sending = Sending { $percent }%
components-photo-failed = This photo has not been sent. Try once more.
components-photo-offline = The connection dropped. The photo is still here.
components-photo-full = That is { $max } photos. Remove one first to add another.
components-photo-ready = Ready to send
components-chart-numbers = See the numbers
components-chart-when = Day
components-stars = { $count ->
    [one] { $count } star
   *[other] { $count } stars
  }
components-stars-of = { $value } of { $max } stars
