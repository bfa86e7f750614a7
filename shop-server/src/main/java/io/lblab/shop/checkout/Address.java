package io.lblab.shop.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Where an order goes, as typed.
public record Address(String name, String street, String postcode, String city, String country) {
    private static final int LONGEST = 100;
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1," + LONGEST + "}");

    public static final Address EMPTY = new Address("", "", "", "", "");

    public Address {
        name = name.strip();
        street = street.strip();
        postcode = postcode.strip();
        city = city.strip();
        country = country.strip();
    }

    /// What is missing or wrong, a sentence each.
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        complain(complaints, name, "a name to deliver to");
        complain(complaints, street, "street and number");
        complain(complaints, postcode, "a postcode");
        complain(complaints, city, "a city");
        complain(complaints, country, "a country");
        return List.copyOf(complaints);
    }

    /// The address as it is kept: one line each.
    String lines() {
        return String.join("\n", name, street, postcode + " " + city, country);
    }

    private static void complain(List<String> complaints, String text, String what) {
        if (!LINE.matcher(text).matches()) {
            complaints.add("Please give %s, 1 to %d characters.".formatted(what, LONGEST));
        }
    }
}
