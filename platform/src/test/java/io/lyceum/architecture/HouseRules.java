package io.lyceum.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.lyceum.identity.Allow;
import io.lyceum.shared.outbox.Event;
import io.lyceum.shared.problem.ProblemCode;
import io.lyceum.shared.web.Open;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The rules of the house; docs/architecture.md says what each is for. */
final class HouseRules {

    private static final Pattern EMPTY_NAMES =
            Pattern.compile(".*(Impl|Manager|Helper|Utils?|DTO|Dto)|Service");
    private static final Set<String> CLOCKS = Set.of("now", "currentTimeMillis");

    private HouseRules() {}

    static ArchRule insidesStayInside(House house) {
        return classes()
                .that(are(in("the house", house::contains)))
                .should(
                        dependOnlyOn(
                                "other capabilities' roots",
                                (from, to) ->
                                        !(house.isInternal(to) || house.isWeb(to))
                                                || house.floor(from).equals(house.floor(to))
                                                || house.isGenerated(from) && house.isView(to)
                                                || house.isComposed(from)
                                                        && house.isWeb(to)
                                                        && house.isView(to)));
    }

    static ArchRule noCycles(House house) {
        return slices().assignedFrom(
                        new SliceAssignment() {
                            @Override
                            public SliceIdentifier getIdentifierOf(JavaClass type) {
                                return house.isCapability(type)
                                        ? SliceIdentifier.of(house.floor(type))
                                        : SliceIdentifier.ignore();
                            }

                            @Override
                            public String getDescription() {
                                return "capabilities";
                            }
                        })
                .should()
                .beFreeOfCycles();
    }

    static ArchRule sharedKnowsOnlyTenancysRoot(House house) {
        return classes()
                .that(are(in("shared", house::isShared)))
                .should(
                        dependOnlyOn(
                                "shared and tenancy's root",
                                (from, to) ->
                                        !house.contains(to)
                                                || house.isShared(to)
                                                || house.isRootOfCapability(to)
                                                        && house.floor(to).equals("tenancy")));
    }

    static ArchRule nothingDependsOnWhatIsComposed(House house) {
        return classes()
                .that(are(in("the house", house::contains)))
                .should(
                        dependOnlyOn(
                                "capabilities and what is shared",
                                (from, to) ->
                                        !house.isComposed(to)
                                                || house.floor(from).equals(house.floor(to))));
    }

    static ArchRule rowsAreReachedFromFewPlaces(House house) {
        return noClasses()
                .that(
                        are(
                                in(
                                        "outside capability roots, internal and shared.persistence",
                                        type ->
                                                !house.isRootOfCapability(type)
                                                        && !house.isInternal(type)
                                                        && !isIn(
                                                                house,
                                                                type,
                                                                "shared",
                                                                "persistence"))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class);
    }

    static ArchRule camelStaysWithinIntegrations(House house) {
        return noClasses()
                .that(
                        are(
                                in(
                                        "outside internal and shared.camel",
                                        type ->
                                                !house.isInternal(type)
                                                        && !isIn(house, type, "shared", "camel"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..org.apache.camel..");
    }

    static ArchRule pf4jStaysWithinPlugins(House house) {
        return noClasses()
                .that(
                        are(
                                in(
                                        "outside plugins and their runtime",
                                        type ->
                                                !Set.of("plugins", "plugin")
                                                        .contains(house.floor(type)))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..org.pf4j..");
    }

    static ArchRule stripeStaysWithinCommerce(House house) {
        return noClasses()
                .that(
                        are(
                                in(
                                        "outside commerce.internal",
                                        type -> !isIn(house, type, "commerce", "internal"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..com.stripe..");
    }

    /**
     * The admin API lives in {@code identity.internal.realms}; nothing outside internal uses it.
     */
    static ArchRule realmsAreAdministeredInIdentityOnly(House house) {
        return noClasses()
                .that(
                        are(
                                in(
                                        "outside identity.internal",
                                        type -> !isIn(house, type, "identity", "internal"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(house.root() + ".identity.internal.realms..", "org.keycloak..");
    }

    static ArchRule useCaseIsTheOnlyTransactionAnnotation(House house) {
        return members()
                .that()
                .areDeclaredInClassesThat(are(in("outside shared", type -> !house.isShared(type))))
                .should()
                .notBeAnnotatedWith(Transactional.class)
                .allowEmptyShould(true);
    }

    static ArchRule useCaseIsTheOnlyTransactionAnnotationOfClasses(House house) {
        return noClasses()
                .that(are(in("outside shared", type -> !house.isShared(type))))
                .should()
                .beAnnotatedWith(Transactional.class);
    }

    static ArchRule namesSaySomething(House house) {
        return classes()
                .that(are(in("the house", house::contains)))
                .should(
                        be(
                                "named by words of the field",
                                type -> !EMPTY_NAMES.matcher(type.getSimpleName()).matches()));
    }

    static ArchRule packagesAreNullMarked(House house) {
        return classes()
                .that(
                        are(
                                in(
                                        "written by people",
                                        type -> house.contains(type) && !house.isGenerated(type))))
                .should(
                        be(
                                "in a package with package-info and @NullMarked",
                                type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
    }

    static ArchRule everyRouteSaysWhoMayUseIt(House house) {
        return methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should(
                        new ArchCondition<JavaMethod>("carry @Allow or @Open, or their class") {
                            @Override
                            public void check(JavaMethod route, ConditionEvents events) {
                                boolean said =
                                        route.isAnnotatedWith(Allow.class)
                                                || route.isAnnotatedWith(Open.class)
                                                || route.getOwner().isAnnotatedWith(Allow.class)
                                                || route.getOwner().isAnnotatedWith(Open.class);
                                events.add(
                                        new SimpleConditionEvent(
                                                route, said, route.getFullName() + " is silent"));
                            }
                        });
    }

    static ArchRule eventsAreNamedRecordsInRoots(House house) {
        return classes()
                .that()
                .areAssignableTo(Event.class)
                .and(are(in("no interface", type -> !type.isInterface())))
                .should(
                        be(
                                "records with @Event.Type in a capability's root",
                                type ->
                                        type.isRecord()
                                                && type.isAnnotatedWith(Event.Type.class)
                                                && house.isRootOfCapability(type)));
    }

    static ArchRule problemCodesAreEnums(House house) {
        return classes()
                .that()
                .areAssignableTo(ProblemCode.class)
                .and(are(in("no interface", type -> !type.isInterface())))
                .should(
                        be(
                                "enums named …Problem",
                                type -> type.isEnum() && type.getSimpleName().endsWith("Problem")));
    }

    /**
     * What belongs to schools is remembered by {@code SchoolCache}, which takes nothing without the
     * school. Beside it stand a cache of hosts, which lead to schools, and the counters of rates.
     */
    static ArchRule cachesCarryTheSchool(House house) {
        Set<String> allowed = Set.of("SchoolCache", "SchoolHosts", "RateLimits");
        return noClasses()
                .that(
                        are(
                                in(
                                        "no cache",
                                        type ->
                                                house.contains(type)
                                                        && !allowed.contains(
                                                                type.getSimpleName()))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.benmanes.caffeine..");
    }

    static ArchRule timeComesFromTheClock(House house) {
        return noClasses()
                .that(
                        are(
                                in(
                                        "written by people",
                                        type -> house.contains(type) && !house.isGenerated(type))))
                .should()
                .callMethodWhere(
                        describe(
                                "the machine's time is read",
                                (JavaMethodCall call) ->
                                        CLOCKS.contains(call.getName())
                                                && call.getTarget()
                                                        .getRawParameterTypes()
                                                        .isEmpty()));
    }

    private static boolean isIn(House house, JavaClass type, String floor, String room) {
        return house.floor(type).equals(floor) && house.room(type).equals(room);
    }

    private static DescribedPredicate<JavaClass> in(
            String description, Predicate<JavaClass> predicate) {
        return describe(description, predicate);
    }

    private static ArchCondition<JavaClass> be(String description, Predicate<JavaClass> condition) {
        return new ArchCondition<>("be " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(
                        new SimpleConditionEvent(
                                type,
                                condition.test(type),
                                type.getFullName() + " is not " + description));
            }
        };
    }

    private static ArchCondition<JavaClass> dependOnlyOn(
            String description, BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("depend only on " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    events.add(
                            new SimpleConditionEvent(
                                    type,
                                    allowed.test(dependency.getOriginClass(), target),
                                    dependency.getDescription()));
                }
            }
        };
    }
}
