//! The language itself: how numbers, money, dates and names are written and read. Pure.
