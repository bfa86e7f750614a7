package io.lblab.cli;

/// The palette of instances (Okabe–Ito, safe for the colour-blind) as 24-bit terminal colours.
enum InstanceColor {
    BLUE("0;114;178"),
    ORANGE("230;159;0"),
    GREEN("0;158;115"),
    PURPLE("204;121;167"),
    VERMILION("213;94;0"),
    SKY("86;180;233");

    private final String rgb;

    InstanceColor(String rgb) {
        this.rgb = rgb;
    }

    static InstanceColor of(int index) {
        return values()[Math.floorMod(index, values().length)];
    }

    String ansi(String text) {
        return "\u001b[38;2;" + rgb + "m" + text + "\u001b[0m";
    }
}
