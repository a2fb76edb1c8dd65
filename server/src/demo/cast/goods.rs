//! What the two shops sell.

use super::Good;

const fn good(title: &'static str, variant: &'static str, sku: &'static str, cents: u32) -> Good {
    Good {
        title,
        variant,
        sku,
        cents,
    }
}

/// Things for the house.
pub static JUNIPER: [Good; 10] = [
    good("Enamel kettle", "sage", "KET-SG", 6_400),
    good("Stoneware mug", "sand", "MUG-SA", 1_800),
    good("Wool blanket", "charcoal", "BLK-CH", 12_900),
    good("Cast-iron skillet", "26 cm", "SKI-26", 5_800),
    good("Reading lamp", "brass", "LMP-BR", 8_900),
    good("Pour-over set", "glass", "POV-GL", 4_200),
    good("Standing desk top", "oak", "DSK-OAK", 24_900),
    good("Linen tablecloth", "natural / 180 cm", "LIN-180", 7_400),
    good("Beeswax candle", "set of 4", "CND-4", 2_600),
    good("Bread knife", "walnut", "KNF-WA", 4_900),
];

/// Things for the mountains.
pub static RIDGELINE: [Good; 10] = [
    good("Trail shoe", "blue / 42", "TS-42-BL", 11_500),
    good("Merino socks", "grey / M", "SOC-M-GR", 1_600),
    good("Rain shell", "orange / L", "RSH-L-OR", 18_900),
    good("Trekking poles", "carbon", "POL-CB", 9_800),
    good("Head torch", "400 lm", "HTO-400", 5_400),
    good("Day pack", "24 l / slate", "PCK-24", 8_700),
    good("Camp stove", "titanium", "STV-TI", 7_900),
    good("Down jacket", "black / M", "DWN-M-BK", 21_900),
    good("Climbing rope", "60 m", "ROP-60", 15_900),
    good("Water filter", "1 l", "FLT-1", 3_900),
];
