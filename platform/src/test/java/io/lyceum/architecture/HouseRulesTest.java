package io.lyceum.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.lyceum.catalog.Courses;
import io.lyceum.shared.persistence.Sql;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HouseRulesTest {

    private static final JavaClasses LYCEUM =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(House.LYCEUM.root());

    @Test
    void theHouseIsLookedAtAsAWhole() {
        assertTrue(LYCEUM.contain(Courses.class) && LYCEUM.contain(Sql.class));
    }

    @ParameterizedTest
    @EnumSource
    void theHouseKeepsEveryRule(Rule rule) {
        rule.over(House.LYCEUM).check(LYCEUM);
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleFindsItsViolation(Rule rule) {
        House broken = new House("io.lyceum.architecture.violations." + rule.house);
        JavaClasses classes = new ClassFileImporter().importPackages(broken.root());

        EvaluationResult result = rule.over(broken).evaluate(classes);

        assertTrue(
                result.getFailureReport().toString().contains(rule.culprit),
                () -> "expected " + rule.culprit + " in: " + result.getFailureReport());
    }

    /** Each rule with the small house that breaks it, and who breaks it there. */
    enum Rule {
        INSIDES_STAY_INSIDE("insides", "GradeBook", HouseRules::insidesStayInside),
        PAGES_USE_NO_INTERNALS("insides", "ReportPage", HouseRules::insidesStayInside),
        PAGES_USE_ONLY_VIEWS("insides", "ShelfPage", HouseRules::insidesStayInside),
        NO_CYCLES("cycles", "Cycle detected", HouseRules::noCycles),
        SHARED_KNOWS_ONLY_TENANCYS_ROOT(
                "knowing", "Letters", HouseRules::sharedKnowsOnlyTenancysRoot),
        NOTHING_DEPENDS_ON_WHAT_IS_COMPOSED(
                "composed", "Bookshelf", HouseRules::nothingDependsOnWhatIsComposed),
        ROWS_ARE_REACHED_FROM_FEW_PLACES(
                "rows", "BookPage", HouseRules::rowsAreReachedFromFewPlaces),
        CAMEL_STAYS_WITHIN_INTEGRATIONS(
                "libraries", "Caravan", HouseRules::camelStaysWithinIntegrations),
        PF4J_STAYS_WITHIN_PLUGINS("libraries", "Caravan", HouseRules::pf4jStaysWithinPlugins),
        STRIPE_STAYS_WITHIN_COMMERCE("libraries", "Caravan", HouseRules::stripeStaysWithinCommerce),
        REALMS_ARE_ADMINISTERED_IN_IDENTITY_ONLY(
                "realms", "Librarians", HouseRules::realmsAreAdministeredInIdentityOnly),
        USE_CASE_IS_THE_ONLY_TRANSACTION_ANNOTATION(
                "transactions", "Loans.lend", HouseRules::useCaseIsTheOnlyTransactionAnnotation),
        USE_CASE_IS_THE_ONLY_TRANSACTION_ANNOTATION_OF_CLASSES(
                "transactions",
                "Returns",
                HouseRules::useCaseIsTheOnlyTransactionAnnotationOfClasses),
        NAMES_SAY_SOMETHING("names", "BookManager", HouseRules::namesSaySomething),
        PACKAGES_ARE_NULL_MARKED("nulls", "Unmarked", HouseRules::packagesAreNullMarked),
        EVERY_ROUTE_SAYS_WHO_MAY_USE_IT(
                "routes", "BackDoor.walkIn", HouseRules::everyRouteSaysWhoMayUseIt),
        EVENTS_ARE_NAMED_RECORDS_IN_ROOTS(
                "events", "BookLent", HouseRules::eventsAreNamedRecordsInRoots),
        PROBLEM_CODES_ARE_ENUMS("problems", "Trouble", HouseRules::problemCodesAreEnums),
        CACHES_CARRY_THE_SCHOOL("caches", "Bookcase", HouseRules::cachesCarryTheSchool),
        TIME_COMES_FROM_THE_CLOCK("time", "Sundial", HouseRules::timeComesFromTheClock);

        private final String house;
        private final String culprit;
        private final Function<House, ArchRule> rule;

        Rule(String house, String culprit, Function<House, ArchRule> rule) {
            this.house = house;
            this.culprit = culprit;
            this.rule = rule;
        }

        ArchRule over(House where) {
            return rule.apply(where).allowEmptyShould(true);
        }
    }
}
