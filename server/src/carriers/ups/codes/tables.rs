//! UPS's published codes, by what they mean to us: one table for each of its
//! lists, one row for each meaning.

use super::Meaning;
use doorstep::scan::Reason as R;
use doorstep::scan::Status as S;

/// A meaning and the codes that have it, parted by blanks.
pub(super) type Row = (Meaning, &'static str);

/// What can happen to a package on its way (type X).
pub(super) const PACKAGE_EXCEPTIONS: &[Row] = &[
    (
        Meaning::NO_MOVEMENT,
        "30 37 39 78 79 92 93 1D 1T 2E 2G 2R 2U 3Q 3R 3S 3U 3V 3W 3Z 4L 4N 4Q 5A 5B 6G 6W \
         6X 6Z 7Q 8C 8E 8F 8M 9C BQ BR CG CJ D7 E0 E7 F5 FW G1 GN GO GQ GR H6 HJ HN I3 I9 \
         J9 JA JB JC JH JI JJ K5 K6 K8 KO L0 L8 LN LO LQ LU O1 O2 O3 O5 O8 O9 R3 R8 RF RG \
         RH RW S0 S7 SO SU T3 T4 T5 T6 T7 T8 TA TB TL TO TS UD UL UT UW UX UZ V9 VA VD VE \
         VF VH VI VJ VM VN VQ VR VU VV VW X9 YS Z7 Z8 ZA ZB ZC ZU",
    ),
    (Meaning::of(S::LabelCreated), "5D 9D 9J 9K TR"),
    (Meaning::because(S::LabelCreated, R::NotReady), "G4 G5 KY"),
    (Meaning::because(S::LabelCreated, R::ProcessingDelay), "K1"),
    (Meaning::of(S::PickedUp), "HF P4 Z5"),
    (
        Meaning::of(S::InTransit),
        "76 77 1M 1P 2O 2S 2V 3P 4B 4C 4F 4H 4I 4J 5S 5V 5W 6H 6I 6J 6K 6L 6P 7C 7D 7I 7M \
         8R 9I B3 B6 BV C3 D5 DA DB EO ER F0 F3 F7 GD HL HM HW I8 IP LX LY O6 O7 OA P7 PG \
         RB RC RI RO S4 S5 SI SX SY TE UI VG VX VZ W8 X0 X4 XD Y5 Y9 YG YR YT YX Z3 ZD ZK \
         ZL ZN ZO ZV ZW ZX ZY ZZ",
    ),
    (
        Meaning::because(S::InTransit, R::ProcessingDelay),
        "1 3 4 8 11 14 31 72 1Q 1V 2H 2Y 3A 3B 3C 4Y 6E 7Y 8K 8L 9M 9N 9O 9P 9Q 9R 9T 9U \
         9V 9X 9Y 9Z CC CL DC DU E3 GV MT NW OS Q1 UK",
    ),
    (
        Meaning::because(S::InTransit, R::Unknown),
        "2 87 1B 1L 1X 3T 7N 7Z 8Y 8Z C6 EH EN HA HH IB J8 LH TH TN",
    ),
    (
        Meaning::because(S::InTransit, R::Missorted),
        "6 7 34 8G CD D1 ED YI",
    ),
    (
        Meaning::because(S::InTransit, R::Vehicle),
        "15 16 17 18 19 22 23 68 1K 1O 2Z 4K 7G 9S CK CM CQ DR FG GH GI HG LE LF NP OD S8",
    ),
    (Meaning::because(S::InTransit, R::Capacity), "1G 1H"),
    (
        Meaning::because(S::InTransit, R::Disruption),
        "9L B1 DG GC Q0 RY TI",
    ),
    (Meaning::because(S::InTransit, R::NotReady), "8A K2"),
    (Meaning::because(S::InTransit, R::BusinessClosed), "AZ VL"),
    (Meaning::because(S::InTransit, R::AddressIncorrect), "AH IJ"),
    (Meaning::because(S::InTransit, R::Access), "DQ H7"),
    (
        Meaning::because(S::InTransit, R::RescheduleRequested),
        "4M AT LI MF OL S6 UG Y7",
    ),
    (
        Meaning::because(S::InTransit, R::Inspection),
        "5 1U 2N 2T 7R 7S B4 B8 BW BX CE DE E4 E8 E9 G6 G9 L3 LV OB P6 R4 R5 RD RE RM RP \
         RZ SF SS TG VK X2 X3 X7 XJ XK XL XY Y1 Y4 Z1",
    ),
    (
        Meaning::because(S::InTransit, R::CustomsDelay),
        "CN CP MI OI R1 RJ RU SV T9 TT XZ YA",
    ),
    (
        Meaning::because(S::InTransit, R::Weather),
        "1E 2A 3D 6D 7V 7W 7X C5 DJ PZ",
    ),
    (Meaning::because(S::InTransit, R::Disaster), "DF"),
    (
        Meaning::because(S::Exception, R::Unknown),
        "63 99 1A 5T 8D BF BT BZ DD DT TC TK XS Y2 Y3 YL",
    ),
    (
        Meaning::because(S::Exception, R::Damaged),
        "13 25 26 45 66 67 A2 A3 A4 AJ HR TV",
    ),
    (Meaning::because(S::Exception, R::Lost), "F8 S9 TJ UO UP YM"),
    (
        Meaning::because(S::Exception, R::WrongAddressData),
        "33 46 47 91 C7 CH D4 DS YU YV YW",
    ),
    (Meaning::because(S::Exception, R::CancelledByShop), "NI"),
    (
        Meaning::because(S::Exception, R::Packaging),
        "4P 4Z C9 CA CV EX",
    ),
    (
        Meaning::because(S::Exception, R::AddressIncorrect),
        "A6 A7 A8 A9 AA AB AC AD AE AF AG AK AL AV AW C8 CW CY DW E1 FA H1 H2 H3 H4 H5 OJ \
         PH TF YF",
    ),
    (Meaning::because(S::Exception, R::Access), "95 5U 7E"),
    (Meaning::because(S::Exception, R::PaymentDue), "6T D9 J0"),
    (
        Meaning::because(S::Exception, R::Refused),
        "AM AN AP AQ AS KQ KR KS KT YE",
    ),
    (
        Meaning::because(S::Exception, R::Documents),
        "29 40 43 71 1W 2B 4T 7P 7T 7U AO B5 B9 BA BB BD BE BG BH BJ BK BP CX CZ D0 DN DY \
         EU EV EW FE FF GF GZ L2 L5 OM OQ OT R6 R7 RA RR RS RX S1 S2 S3 SJ SL SN SP VP X5 \
         X6 X8 XA XB XC XE XG XN XO XV XW",
    ),
    (Meaning::because(S::Exception, R::Duties), "1C 7F EY"),
    (
        Meaning::because(S::Exception, R::Prohibited),
        "60 73 1F 9F D2 DP ES H9 HK HO I2 IY OR TX U0 U3 UN UR US",
    ),
    (Meaning::because(S::Exception, R::CustomsDelay), "CT"),
    (Meaning::because(S::Exception, R::Disaster), "A5"),
    (Meaning::of(S::OutForDelivery), "RK RL ZS"),
    (
        Meaning::because(S::Attempted, R::Unknown),
        "89 2X 5R 5Z 6R GB HQ YD",
    ),
    (
        Meaning::because(S::Attempted, R::NotHome),
        "48 49 7L AX C4 KX OH",
    ),
    (
        Meaning::because(S::Attempted, R::BusinessClosed),
        "55 3J AY G3 L1 ZM",
    ),
    (Meaning::because(S::Attempted, R::Access), "84 3L"),
    (
        Meaning::because(S::Attempted, R::Identity),
        "FM G7 G8 IQ IR PI",
    ),
    (Meaning::because(S::Attempted, R::PaymentDue), "51 52 KI KZ"),
    (
        Meaning::of(S::AvailableForPickup),
        "54 5G 6B 8I E2 I5 LZ UE VB ZP",
    ),
    (Meaning::of(S::Delivered), "56 59 F4 FN FT K7 KM KN"),
    (Meaning::because(S::Delivered, R::Damaged), "64 HD HE"),
    (
        Meaning::of(S::Returning),
        "4R CS DL H8 I1 KP O4 RV UF XU YK",
    ),
    (Meaning::because(S::Returning, R::Damaged), "24 27 65 A1"),
    (Meaning::because(S::Returning, R::Refused), "8H"),
    (Meaning::because(S::Returning, R::Unclaimed), "3N 6C"),
    (Meaning::because(S::Returning, R::AddressIncorrect), "YJ"),
    (Meaning::because(S::Returning, R::Documents), "7H"),
    (Meaning::because(S::Returning, R::Prohibited), "90 O0"),
    (Meaning::because(S::Returning, R::CustomsDelay), "CF"),
    (Meaning::of(S::Returned), "4S PP UA"),
    (Meaning::because(S::Returned, R::AddressIncorrect), "TU"),
];

/// What a driver's device records, mostly at the door (types D and X).
pub(super) const DELIVERY: &[Row] = &[
    (
        Meaning::NO_MOVEMENT,
        "1Z 2C 38 8Q AU EB EC EE FD FI GW L6 MY TW UJ",
    ),
    (Meaning::because(S::LabelCreated, R::NotReady), "CO"),
    (Meaning::of(S::PickedUp), "VS"),
    (
        Meaning::of(S::InTransit),
        "2D 2J 4X 70 7A 83 85 86 98 BN EQ EZ F0 F1 F3 F7 YH",
    ),
    (
        Meaning::because(S::InTransit, R::ProcessingDelay),
        "0 9 12 32 41 42 44 57 CB EA EF EK EL EM FZ",
    ),
    (Meaning::because(S::InTransit, R::Vehicle), "EI"),
    (Meaning::because(S::InTransit, R::AddressIncorrect), "EG FB"),
    (Meaning::because(S::InTransit, R::Inspection), "DK L4 RQ"),
    (Meaning::because(S::InTransit, R::CustomsDelay), "B2"),
    (Meaning::because(S::InTransit, R::Weather), "CR EJ"),
    (Meaning::because(S::Exception, R::Unknown), "BS FC HI KU"),
    (Meaning::because(S::Exception, R::Damaged), "28 GK"),
    (
        Meaning::because(S::Exception, R::WrongAddressData),
        "74 CU LM",
    ),
    (Meaning::because(S::Exception, R::Packaging), "BM"),
    (
        Meaning::because(S::Exception, R::AddressIncorrect),
        "50 BO DZ F2 MV",
    ),
    (Meaning::because(S::Exception, R::Access), "NS NX OE"),
    (Meaning::because(S::Exception, R::Refused), "53"),
    (Meaning::because(S::Exception, R::Documents), "ET SB SE SG"),
    (
        Meaning::because(S::Exception, R::Prohibited),
        "61 62 BL RN ST",
    ),
    (Meaning::of(S::OutForDelivery), "2K 7K"),
    (Meaning::because(S::Attempted, R::Unknown), "7B DO"),
    (Meaning::because(S::Attempted, R::NotHome), "CI"),
    (Meaning::because(S::Attempted, R::BusinessClosed), "BI FO"),
    (Meaning::because(S::Attempted, R::PaymentDue), "DI"),
    (Meaning::of(S::AvailableForPickup), "1N 2Q EP ZI ZQ"),
    (
        Meaning::of(S::Delivered),
        "2W 3F 3G 3H 8N 8O 9E A0 AI FV M1 M2 M3 M4 M5 M6 M7 M8 M9 MA MB MC MD ME MG MH MJ \
         MK ML MM MN MP MQ MR MS MU MW MX NL NT OO OZ P5 PF UC YC ZE ZF ZG ZH",
    ),
    (Meaning::because(S::Returning, R::Unclaimed), "5F"),
    (Meaning::of(S::Returned), "B0"),
];

/// Scans of a package that moves (type I).
pub(super) const MOVEMENT: &[Row] = &[
    (Meaning::NO_MOVEMENT, "CA CD CL"),
    (Meaning::of(S::LabelCreated), "OC PL SP VP"),
    (Meaning::of(S::PickedUp), "PC PT PU XD"),
    (
        Meaning::of(S::InTransit),
        "AG AR AT DL DP DS EP HU IP LC LM OD OR UA UD UL WH XA XR YH YM YN YP",
    ),
    (Meaning::of(S::OutForDelivery), "OF OT YF YI"),
];

/// What the sender announced (type M).
pub(super) const MANIFEST: &[Row] = &[
    (Meaning::of(S::LabelCreated), "DP MP RD"),
    (Meaning::of(S::Cancelled), "VP"),
];

/// News beside the movement (type U, Track Alert alone).
pub(super) const UPDATES: &[Row] = &[(Meaning::NO_MOVEMENT, "PX UP UT")];

/// The numeric status, without leading zeros.
pub(super) const NUMERIC: &[Row] = &[
    (Meaning::of(S::Unknown), "0 148 163"),
    (
        Meaning::NO_MOVEMENT,
        "18 20 27 28 41 42 54 56 63 82 88 93 94 95 96 97 98 99 100 101 102 103 104 105 \
         106 107 108 109 110 111 112 113 114 115 116 120 121 122 127 128 130 133 140 142 \
         153 154 155",
    ),
    (Meaning::of(S::LabelCreated), "3 43 44 45 77 79 80 157 166"),
    (Meaning::because(S::LabelCreated, R::NotReady), "65 131 135"),
    (Meaning::of(S::PickedUp), "38 160 167 168 169"),
    (
        Meaning::of(S::InTransit),
        "5 10 12 14 16 25 39 47 55 57 70 71 72 73 74 75 84 87 92 134 136 137 138 143 158 \
         159 164 165",
    ),
    (Meaning::because(S::InTransit, R::Unknown), "46 48 86 90"),
    (Meaning::because(S::InTransit, R::RescheduleRequested), "19"),
    (Meaning::because(S::InTransit, R::Inspection), "126 132"),
    (Meaning::because(S::InTransit, R::CustomsDelay), "123"),
    (Meaning::because(S::InTransit, R::Weather), "32 51 52 53"),
    (
        Meaning::because(S::Exception, R::Unknown),
        "13 29 30 49 69 76 83 129",
    ),
    (Meaning::because(S::Exception, R::Damaged), "59"),
    (Meaning::because(S::Exception, R::Lost), "68"),
    (Meaning::because(S::Exception, R::AddressIncorrect), "50"),
    (Meaning::because(S::Exception, R::Access), "139"),
    (Meaning::because(S::Exception, R::PaymentDue), "85"),
    (Meaning::because(S::Exception, R::Refused), "64"),
    (
        Meaning::because(S::Exception, R::Documents),
        "58 124 125 141",
    ),
    (Meaning::because(S::Exception, R::Prohibited), "147 149"),
    (Meaning::of(S::OutForDelivery), "6 21 37 78 89 91 146 162"),
    (
        Meaning::because(S::Attempted, R::Unknown),
        "22 23 24 60 66 145",
    ),
    (Meaning::because(S::Attempted, R::Identity), "61"),
    (Meaning::because(S::Attempted, R::PaymentDue), "62"),
    (Meaning::of(S::AvailableForPickup), "17 40 144 161"),
    (Meaning::of(S::Delivered), "11 26 156"),
    (Meaning::of(S::Returning), "33 35 36 67 117 118 119"),
    (Meaning::of(S::Returned), "34"),
    (Meaning::because(S::Returned, R::Damaged), "81"),
    (Meaning::of(S::Cancelled), "7"),
];

/// Mail Innovations: parcels that a post office delivers.
pub(super) const MAIL: &[Row] = &[
    (Meaning::of(S::LabelCreated), "2N ML MP MQ PF Q0"),
    (Meaning::of(S::PickedUp), "MV VS"),
    (
        Meaning::of(S::InTransit),
        "1B 2O DM DQ DR DS DY DZ EN MR MS MU MW MX MY MZ OF P2 P3 P4 P5 P7 P8 PA PB Q1 Q2 \
         Q3 Q4 Q6 Q7 S4 S8 XA YG YH YI ZN ZR ZS ZT ZU ZV ZW ZX ZY ZZ",
    ),
    (Meaning::because(S::InTransit, R::Unknown), "EB MT PM"),
    (Meaning::because(S::InTransit, R::ProcessingDelay), "00"),
    (Meaning::because(S::InTransit, R::Missorted), "RN S6 SN"),
    (Meaning::because(S::InTransit, R::AddressIncorrect), "S5 S7"),
    (Meaning::because(S::InTransit, R::RescheduleRequested), "R6"),
    (Meaning::because(S::InTransit, R::Inspection), "PK QM"),
    (Meaning::because(S::InTransit, R::CustomsDelay), "PD"),
    (Meaning::because(S::InTransit, R::Weather), "EA PY"),
    (Meaning::because(S::Exception, R::Unknown), "Q5 QY YL"),
    (Meaning::because(S::Exception, R::Damaged), "PH PX QR R3 RZ"),
    (Meaning::because(S::Exception, R::Lost), "R9 YM"),
    (Meaning::because(S::Exception, R::Disruption), "R4 RW"),
    (Meaning::because(S::Exception, R::NotHome), "R2 RU"),
    (
        Meaning::because(S::Exception, R::Refused),
        "PG PL PU QX S0 YE",
    ),
    (
        Meaning::because(S::Exception, R::AddressIncorrect),
        "EE EF EG EH PI PN QZ R0 R5 RJ RK RM RR RT RX RY S3 YF YJ YK",
    ),
    (Meaning::because(S::Exception, R::PaymentDue), "R7"),
    (Meaning::because(S::Exception, R::Unclaimed), "RA S2"),
    (
        Meaning::because(S::Exception, R::Documents),
        "PO QA QB QC QD QE QF QG QH QI QJ QK QL QP",
    ),
    (Meaning::because(S::Exception, R::Duties), "RV"),
    (
        Meaning::because(S::Exception, R::Prohibited),
        "Q8 Q9 R8 RL RS S1",
    ),
    (Meaning::because(S::Exception, R::CustomsDelay), "QN QQ"),
    (Meaning::of(S::OutForDelivery), "1A EL P9 RB RE"),
    (Meaning::because(S::OutForDelivery, R::PaymentDue), "RC"),
    (Meaning::because(S::OutForDelivery, R::Disruption), "RD"),
    (Meaning::because(S::Attempted, R::Unknown), "EM P6 QS QT RF"),
    (Meaning::because(S::Attempted, R::Damaged), "QV"),
    (Meaning::because(S::Attempted, R::Disruption), "RG"),
    (Meaning::because(S::Attempted, R::NotHome), "DX QU RI SR"),
    (Meaning::because(S::Attempted, R::AddressIncorrect), "RH"),
    (
        Meaning::because(S::Attempted, R::Access),
        "DO DU DV DW EC ZM",
    ),
    (Meaning::because(S::Attempted, R::RescheduleRequested), "QW"),
    (
        Meaning::of(S::AvailableForPickup),
        "1C 1D AU DN DP ED P0 PC PE R1 RP SO YD",
    ),
    (Meaning::of(S::Delivered), "1E 1G DL F4 P1 PP RQ YC"),
    (Meaning::of(S::Returning), "1F EJ EK PT PV PW S9 SL SM SP"),
    (Meaning::because(S::Returning, R::Damaged), "SG XD"),
    (Meaning::because(S::Returning, R::Disruption), "SD"),
    (Meaning::because(S::Returning, R::NotHome), "SB"),
    (Meaning::because(S::Returning, R::Refused), "SH"),
    (
        Meaning::because(S::Returning, R::AddressIncorrect),
        "PS SA SE SF SK",
    ),
    (Meaning::because(S::Returning, R::Unclaimed), "EI KP PJ SJ"),
    (Meaning::because(S::Returning, R::Documents), "PQ"),
    (Meaning::because(S::Returning, R::Duties), "SC"),
    (Meaning::because(S::Returning, R::Prohibited), "PR SI"),
    (Meaning::of(S::Returned), "SQ XO"),
];

/// Freight on its way.
pub(super) const FREIGHT: &[Row] = &[
    (Meaning::of(S::Unknown), "000"),
    (
        Meaning::NO_MOVEMENT,
        "003 004 006 015 016 020 022 032 033 034 035 036 039 041 042 045 047 054 072 073",
    ),
    (Meaning::of(S::LabelCreated), "001 037 038 059 061 074"),
    (Meaning::of(S::PickedUp), "002 017 051"),
    (
        Meaning::of(S::InTransit),
        "005 007 009 010 027 028 029 030 031 040 043 044 046 048 049 052 055 060 062 063 \
         065 066 067 068 069 070 080",
    ),
    (Meaning::because(S::InTransit, R::CustomsDelay), "056"),
    (Meaning::because(S::Exception, R::Unknown), "013 053 058"),
    (Meaning::of(S::OutForDelivery), "011 057"),
    (Meaning::of(S::Delivered), "012 050"),
    (Meaning::of(S::Cancelled), "014"),
];

/// What can happen to freight.
pub(super) const FREIGHT_EXCEPTIONS: &[Row] = &[
    (
        Meaning::NO_MOVEMENT,
        "03 07 08 09 21 29 30 42 59 60 77 93 AS B3 B4 B6 B7 B8 B9 C0 DE DX F1 G1 G2 G3 G4 \
         HU IG IS U3 UI UK",
    ),
    (Meaning::of(S::LabelCreated), "50"),
    (Meaning::because(S::LabelCreated, R::NotReady), "76"),
    (Meaning::of(S::InTransit), "68 83 94 C3 D2 E2 E4 E5 E6 EX"),
    (Meaning::because(S::InTransit, R::Unknown), "22 39 90 MS"),
    (
        Meaning::because(S::InTransit, R::ProcessingDelay),
        "18 44 48 49 51 64 67 71 72 73 82 87 89 98 A4 GD HD IJ IK IL U2 U4 UL",
    ),
    (Meaning::because(S::InTransit, R::Missorted), "96 MR"),
    (
        Meaning::because(S::InTransit, R::Vehicle),
        "01 62 88 91 AR EF FX HA IN IO MB TM UM UQ UZ",
    ),
    (
        Meaning::because(S::InTransit, R::Capacity),
        "32 41 43 92 BL BM BP D3 I6 IM SA",
    ),
    (
        Meaning::because(S::InTransit, R::Disruption),
        "04 19 55 DH F3 HN IP",
    ),
    (Meaning::because(S::InTransit, R::AddressIncorrect), "E1"),
    (Meaning::because(S::InTransit, R::Access), "38 40"),
    (
        Meaning::because(S::InTransit, R::RescheduleRequested),
        "20 53 66 85",
    ),
    (Meaning::because(S::InTransit, R::Inspection), "69 IC"),
    (
        Meaning::because(S::InTransit, R::CustomsDelay),
        "11 24 46 61 99 A1 A2 A3 C7 EC HC IT",
    ),
    (Meaning::because(S::InTransit, R::Weather), "05 BW"),
    (Meaning::because(S::InTransit, R::Disaster), "45"),
    (
        Meaning::because(S::Exception, R::Unknown),
        "16 17 33 36 78 81 95 A5 F2 TE TI",
    ),
    (
        Meaning::because(S::Exception, R::Damaged),
        "06 14 15 27 80 97 D4 E8 UJ",
    ),
    (Meaning::because(S::Exception, R::Lost), "34 LC PS UX"),
    (
        Meaning::because(S::Exception, R::WrongAddressData),
        "47 65 74 I4 IF UN",
    ),
    (Meaning::because(S::Exception, R::Packaging), "79"),
    (Meaning::because(S::Exception, R::AddressIncorrect), "IA UG"),
    (Meaning::because(S::Exception, R::PaymentDue), "IH II UH"),
    (Meaning::because(S::Exception, R::Refused), "D1 D5 E7 RF UY"),
    (Meaning::because(S::Exception, R::Unclaimed), "U6"),
    (
        Meaning::because(S::Exception, R::Documents),
        "25 26 52 56 57 70 75 84 DP G5 HE I1 I2 I3 I5 IQ LD",
    ),
    (Meaning::because(S::Exception, R::Duties), "58 HG"),
    (Meaning::because(S::Exception, R::Prohibited), "35 54 DG HF"),
    (Meaning::because(S::Attempted, R::Unknown), "02 IE"),
    (Meaning::because(S::Attempted, R::BusinessClosed), "UF"),
    (Meaning::of(S::Delivered), "28 31 63"),
    (Meaning::because(S::Delivered, R::Damaged), "12 E9"),
    (Meaning::because(S::Delivered, R::Refused), "10"),
    (Meaning::of(S::Returning), "86"),
    (Meaning::of(S::Cancelled), "SC"),
];
