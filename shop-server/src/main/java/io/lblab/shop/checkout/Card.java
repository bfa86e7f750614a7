package io.lblab.shop.checkout;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A card as typed. It is kept nowhere but for its last four digits; the bank is a mock that
/// declines one test card and charges every other.
///
/// @param number digits, spaces and dashes between them removed
public record Card(String number, String expiry, String code) {
    /// The test card that the bank declines.
    public static final String DECLINED = "4000000000000002";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{12,19}");
    private static final Pattern EXPIRY = Pattern.compile("([0-9]{2}) ?/ ?([0-9]{2})");
    private static final Pattern CODE = Pattern.compile("[0-9]{3,4}");
    private static final int CENTURY = 2000;

    public Card {
        number = number.replaceAll("[ -]", "");
        expiry = expiry.strip();
        code = code.strip();
    }

    /// What is wrong, a sentence each.
    ///
    /// @param now a card is good to the end of its month
    List<String> complaints(YearMonth now) {
        List<String> complaints = new ArrayList<>();
        if (!NUMBER.matcher(number).matches() || !hasItsCheckDigit()) {
            complaints.add("That is no card number: look at its digits again.");
        }
        if (!isGoodAt(now)) {
            complaints.add("Please give a month in which the card is good, as MM/YY.");
        }
        if (!CODE.matcher(code).matches()) {
            complaints.add("Please give the 3 or 4 digits of the card's security code.");
        }
        return List.copyOf(complaints);
    }

    String lastFour() {
        return number.substring(number.length() - 4);
    }

    boolean isDeclined() {
        return number.equals(DECLINED);
    }

    /// Shows nothing of the card, wherever it is printed.
    @Override
    public String toString() {
        return "card";
    }

    /// Luhn's sum, ISO/IEC 7812-1 annex B.
    private boolean hasItsCheckDigit() {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    private boolean isGoodAt(YearMonth now) {
        Matcher typed = EXPIRY.matcher(expiry);
        if (!typed.matches()) {
            return false;
        }
        try {
            YearMonth last =
                    YearMonth.of(
                            CENTURY + Integer.parseInt(typed.group(2)),
                            Integer.parseInt(typed.group(1)));
            return !last.isBefore(now);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
