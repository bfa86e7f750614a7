package io.lblab.shop.catalogue;

import java.util.ArrayList;
import java.util.List;

/// The kinds of things the shop sells: eight to a category's shelf, each with its own picture.
final class Assortment {

    /// One kind of product.
    ///
    /// @param picture name of the drawing
    /// @param noun what it is called
    /// @param makes materials or makes, the middle of the name
    /// @param fromCents lowest price
    /// @param toCents highest price
    /// @param sentence what the description says of it
    record Kind(
            String picture,
            String noun,
            List<String> makes,
            int fromCents,
            int toCents,
            String sentence) {}

    /// A category and its kinds.
    record Category(String name, List<Kind> kinds) {}

    private Assortment() {}

    static List<Category> categories() {
        List<Category> categories = new ArrayList<>();
        categories.add(
                new Category(
                        "Kitchen",
                        List.of(
                                kind(
                                        "mug",
                                        "Mug",
                                        "Stoneware,Enamel,Porcelain,Glass",
                                        790,
                                        2490,
                                        "Holds 35 cl and keeps them warm; the handle takes four fingers."),
                                kind(
                                        "kettle",
                                        "Kettle",
                                        "Steel,Copper,Enamel,Glass",
                                        3490,
                                        9990,
                                        "Boils a litre in four minutes and says so with a clear whistle."),
                                kind(
                                        "knife",
                                        "Chef's Knife",
                                        "Carbon,Damascus,Forged,Ceramic",
                                        2990,
                                        13990,
                                        "A 20 cm blade that stays sharp through a year of onions."),
                                kind(
                                        "pan",
                                        "Frying Pan",
                                        "Cast-Iron,Steel,Copper,Ceramic",
                                        2490,
                                        8990,
                                        "Even heat to the rim, at home on every hob and in the oven."))));
        categories.add(
                new Category(
                        "Desk",
                        List.of(
                                kind(
                                        "notebook",
                                        "Notebook",
                                        "Dotted,Ruled,Linen,Kraft",
                                        590,
                                        1990,
                                        "192 pages that lie flat, numbered, with two ribbons."),
                                kind(
                                        "pen",
                                        "Fountain Pen",
                                        "Brass,Walnut,Resin,Steel",
                                        1990,
                                        11990,
                                        "A medium nib that starts at once, refilled in a minute."),
                                kind(
                                        "lamp",
                                        "Desk Lamp",
                                        "Brass,Matt,Oak,Steel",
                                        3990,
                                        14990,
                                        "Three joints, warm to cool light, and a switch that clicks."),
                                kind(
                                        "clock",
                                        "Desk Clock",
                                        "Walnut,Marble,Steel,Ash",
                                        2490,
                                        7990,
                                        "Reads from across the room and ticks so that nobody hears it."))));
        categories.add(
                new Category(
                        "Audio",
                        List.of(
                                kind(
                                        "headphones",
                                        "Headphones",
                                        "Studio,Travel,Open,Wireless",
                                        4990,
                                        29990,
                                        "Forty hours on one charge, soft pads that can be replaced."),
                                kind(
                                        "speaker",
                                        "Speaker",
                                        "Oak,Compact,Outdoor,Linen",
                                        3990,
                                        24990,
                                        "Fills a room without shouting; two of them make stereo."),
                                kind(
                                        "radio",
                                        "Radio",
                                        "Digital,Pocket,Walnut,Kitchen",
                                        2990,
                                        15990,
                                        "Six stations at one touch each, and an aerial that behaves."),
                                kind(
                                        "turntable",
                                        "Turntable",
                                        "Belt,Direct,Acrylic,Walnut",
                                        12990,
                                        49990,
                                        "Steady at 33 and 45, with a tonearm that is set up already."))));
        categories.add(
                new Category(
                        "Outdoor",
                        List.of(
                                kind(
                                        "backpack",
                                        "Backpack",
                                        "Canvas,Ripstop,Waxed,Trail",
                                        3990,
                                        15990,
                                        "24 litres, a back that breathes, and straps that stay put."),
                                kind(
                                        "bottle",
                                        "Bottle",
                                        "Steel,Insulated,Titanium,Glass",
                                        1290,
                                        4990,
                                        "Tea is hot until evening, water is cold until noon tomorrow."),
                                kind(
                                        "tent",
                                        "Tent",
                                        "Two-Person,Dome,Ultralight,Family",
                                        9990,
                                        49990,
                                        "Up in five minutes, dry in a night of rain."),
                                kind(
                                        "lantern",
                                        "Lantern",
                                        "Storm,Camp,Solar,Brass",
                                        1990,
                                        6990,
                                        "Warm light for sixty hours, hung up or set down."))));
        categories.add(
                new Category(
                        "Home",
                        List.of(
                                kind(
                                        "chair",
                                        "Chair",
                                        "Oak,Bentwood,Rattan,Steel",
                                        6990,
                                        34990,
                                        "Light enough to carry, sturdy enough to stand on."),
                                kind(
                                        "cushion",
                                        "Cushion",
                                        "Linen,Wool,Velvet,Cotton",
                                        1490,
                                        5990,
                                        "Feather-filled, with a cover that comes off and goes in the wash."),
                                kind(
                                        "vase",
                                        "Vase",
                                        "Stoneware,Glass,Brass,Porcelain",
                                        1790,
                                        8990,
                                        "Looks finished when empty and better with three tulips."),
                                kind(
                                        "candle",
                                        "Candle",
                                        "Beeswax,Cedar,Fig,Sea-Salt",
                                        990,
                                        3490,
                                        "Burns for fifty hours and smells of it for one more."))));
        categories.add(
                new Category(
                        "Garden",
                        List.of(
                                kind(
                                        "plant",
                                        "Plant",
                                        "Potted,Climbing,Evergreen,Shade",
                                        990,
                                        4990,
                                        "Asks for water on Sundays and forgives one that is missed."),
                                kind(
                                        "wateringcan",
                                        "Watering Can",
                                        "Zinc,Copper,Enamel,Steel",
                                        1990,
                                        6490,
                                        "Pours where it is aimed, with a rose that comes off."),
                                kind(
                                        "shears",
                                        "Pruning Shears",
                                        "Forged,Bypass,Steel,Ash",
                                        1490,
                                        5990,
                                        "Cuts clean through two centimetres of living wood."),
                                kind(
                                        "birdhouse",
                                        "Birdhouse",
                                        "Cedar,Larch,Painted,Slate",
                                        1990,
                                        5490,
                                        "A 32 mm door for tits, and a roof that opens for cleaning."))));
        categories.add(
                new Category(
                        "Play",
                        List.of(
                                kind(
                                        "ball",
                                        "Football",
                                        "Match,Street,Training,Retro",
                                        1490,
                                        7990,
                                        "Thirty-two panels, stitched by hand, true in the air."),
                                kind(
                                        "dice",
                                        "Dice Set",
                                        "Acrylic,Metal,Wooden,Resin",
                                        690,
                                        3990,
                                        "Seven dice, fair to a hundredth, in a bag of their own."),
                                kind(
                                        "kite",
                                        "Kite",
                                        "Stunt,Delta,Diamond,Beach",
                                        1290,
                                        6990,
                                        "Flies from the first gust and folds to an umbrella's size."),
                                kind(
                                        "puzzle",
                                        "Puzzle",
                                        "Wooden,Panorama,Vintage,Night",
                                        1290,
                                        4990,
                                        "A thousand pieces, none twice, none missing."))));
        categories.add(
                new Category(
                        "Wear",
                        List.of(
                                kind(
                                        "sneaker",
                                        "Sneakers",
                                        "Canvas,Suede,Running,Court",
                                        4990,
                                        14990,
                                        "Two soles glued and stitched, laces that stay tied."),
                                kind(
                                        "watch",
                                        "Watch",
                                        "Automatic,Field,Diver,Slim",
                                        7990,
                                        39990,
                                        "Sapphire in front, a movement to look at behind."),
                                kind(
                                        "sunglasses",
                                        "Sunglasses",
                                        "Acetate,Round,Titanium,Polarised",
                                        2990,
                                        16990,
                                        "All of the view and none of the glare."),
                                kind(
                                        "umbrella",
                                        "Umbrella",
                                        "Compact,Storm,Long,Clear",
                                        1490,
                                        6990,
                                        "Turns with the wind and never inside out."))));
        return List.copyOf(categories);
    }

    private static Kind kind(
            String picture, String noun, String makes, int from, int to, String sentence) {
        return new Kind(picture, noun, List.of(makes.split(",")), from, to, sentence);
    }
}
