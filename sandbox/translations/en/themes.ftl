# Words only certain layouts of the shop page use.
themes-menu = Menu
themes-works = Works
themes-rooms = Rooms
themes-place = Place
themes-hours = Open
themes-reviews = Reviews
themes-weight = Weight
themes-grams = { $grams } g
themes-ready = Ready
themes-variants =
    { $kind ->
        [size] Sizes
        [taste] Tastes
        [colour] Colours
       *[other] Choices
    }
themes-a-night-from = A night from
themes-free-days = Free days in the next two weeks
themes-full = full
themes-see = See
themes-see-room = See the room
themes-booking = How to book
themes-how-to-book = Booking
themes-way = Getting here
themes-times = Times
themes-arriving = On arrival
themes-fetching = Pick-up and delivery
