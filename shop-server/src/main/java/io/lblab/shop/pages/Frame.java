package io.lblab.shop.pages;

import org.jspecify.annotations.Nullable;

/// What surrounds every page.
///
/// @param instance which instance rendered it
/// @param place the entry of the navigation that is here: `home`, `shop`, `cart`, `account` or
///   empty
/// @param home where the session lives, in words
/// @param pieces how many pieces are in the cart
/// @param customer the name of who is logged in, null for nobody
/// @param token what a form must carry, null without a session
/// @param lost what to say of a session that is not here, null when nothing is missed
public record Frame(
        String title,
        String instance,
        String place,
        String home,
        int pieces,
        @Nullable String customer,
        @Nullable String token,
        @Nullable String lost) {}
