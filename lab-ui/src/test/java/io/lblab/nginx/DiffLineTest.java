package io.lblab.nginx;

import static io.lblab.nginx.DiffLine.Kind.ADDED;
import static io.lblab.nginx.DiffLine.Kind.REMOVED;
import static io.lblab.nginx.DiffLine.Kind.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiffLineTest {

    @Test
    void ofLongTextsOnlyWhatIsAroundAChangeIsShown() {
        String before = "a\nb\nc\nd\ne\nf\ng\nh";
        String after = "a\nb\nC\nd\ne\nf\ng\nH";
        assertThat(DiffLine.text(DiffLine.between(before, after), 1))
                .isEqualTo("  b\n- c\n+ C\n  d\n  …\n  g\n- h\n+ H\n");
        assertThat(DiffLine.text(DiffLine.between(before, before), 1)).isEmpty();
    }

    @Test
    void whatGoesStandsBeforeWhatComes() {
        assertThat(DiffLine.between("a\nb weight=1\nc", "a\nb weight=3\nc"))
                .containsExactly(
                        new DiffLine(SAME, "a"),
                        new DiffLine(REMOVED, "b weight=1"),
                        new DiffLine(ADDED, "b weight=3"),
                        new DiffLine(SAME, "c"));
    }

    @Test
    void linesAtTheEndsAreSeen() {
        assertThat(DiffLine.between("", "x\ny"))
                .containsExactly(new DiffLine(ADDED, "x"), new DiffLine(ADDED, "y"));
        assertThat(DiffLine.between("x\ny", "y"))
                .containsExactly(new DiffLine(REMOVED, "x"), new DiffLine(SAME, "y"));
    }

    @Test
    void equalTextsDifferNowhere() {
        assertThat(DiffLine.between("a\nb", "a\nb"))
                .allMatch(line -> line.kind() == SAME)
                .hasSize(2);
    }
}
