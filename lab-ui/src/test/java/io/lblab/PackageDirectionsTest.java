package io.lblab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The only direction imports may take.
class PackageDirectionsTest {

    private static final JavaClasses LAB =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.lblab");

    /// From the bottom up: a package knows those before it, and those named as strangers never.
    private static final List<String> ORDER =
            List.of(
                    "upstream",
                    "forecast",
                    "nginx",
                    "stack",
                    "traffic",
                    "distribution",
                    "cli",
                    "ui",
                    "app");

    static Stream<ArchRule> rules() {
        Stream<ArchRule> upwards =
                ORDER.stream()
                        .filter(name -> !name.equals("app"))
                        .map(name ->
                                noClasses()
                                        .that()
                                        .resideInAPackage(inside(name))
                                        .should()
                                        .dependOnClassesThat()
                                        .resideInAnyPackage(above(name)));
        Stream<ArchRule> others =
                Stream.of(
                        noStrangers("stack", "traffic"),
                        noStrangers("traffic", "stack"),
                        noStrangers("traffic", "nginx"),
                        noStrangers("cli", "ui"),
                        noStrangers("ui", "cli"),
                        onlyJdk("upstream"),
                        onlyJdk("forecast", "upstream"),
                        onlyIn("javafx..", inside("ui"), inside("app")),
                        onlyIn("com.github.dockerjava..", "io.lblab.stack.compose.."),
                        slices().matching("io.lblab.(*)..").should().beFreeOfCycles());
        return Stream.concat(upwards, others);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void importsGoOneWay(ArchRule rule) {
        rule.check(LAB);
    }

    /// The canary: a class that breaks a rule on purpose. If this test fails, the rules above see
    /// nothing.
    @Test
    void aBrokenDirectionIsSeen() {
        JavaClasses canary =
                new ClassFileImporter()
                        .importClasses(io.lblab.upstream.CanaryBreaksDirections.class);

        assertThat(
                        rules().filter(rule ->
                                        rule.getDescription().contains("io.lblab.upstream.."))
                                .filter(rule ->
                                        rule.allowEmptyShould(true)
                                                .evaluate(canary)
                                                .hasViolation()))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static String inside(String name) {
        return "io.lblab." + name + "..";
    }

    private static String[] above(String name) {
        return ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                .map(PackageDirectionsTest::inside)
                .toArray(String[]::new);
    }

    private static ArchRule noStrangers(String from, String to) {
        return noClasses()
                .that()
                .resideInAPackage(inside(from))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(inside(to));
    }

    private static ArchRule onlyJdk(String name, String... others) {
        Stream<String> known =
                Stream.concat(Stream.of(name), Stream.of(others))
                        .map(PackageDirectionsTest::inside);
        return com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(inside(name))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.concat(known, Stream.of("java..", "org.jspecify.."))
                                .toArray(String[]::new));
    }

    private static ArchRule onlyIn(String library, String... homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
