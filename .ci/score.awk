# Reads the seven figures of the payload score ("events  97.1 %  101 of 104")
# and fails when one is missing, judges nothing, or is below its floor. It
# counts for itself: the printed percentage is rounded.
BEGIN {
    floor["replies"] = 100; floor["scans"] = 98; floor["times"] = 98; floor["clean"] = 100
    floor["events"] = 93; floor["status"] = 95; floor["delivered"] = 100
}
($1 in floor) && $3 == "%" && $5 == "of" { won[$1] = $4; judged[$1] = $6 }
END {
    for (figure in floor) {
        if (!(figure in judged) || judged[figure] + 0 == 0) {
            printf "score: %s is missing\n", figure; failed = 1
        } else if (100 * won[figure] < floor[figure] * judged[figure]) {
            printf "score: %s is %s of %s, below %d %%\n", figure, won[figure], judged[figure], floor[figure]; failed = 1
        }
    }
    if (!failed) print "score: all seven figures are at or above their floors"
    exit failed
}
