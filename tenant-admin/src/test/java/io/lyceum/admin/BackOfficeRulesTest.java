package io.lyceum.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.lyceum.identity.Allow;
import io.lyceum.identity.internal.SessionCache;
import io.lyceum.shared.problem.ProblemCode;
import io.lyceum.shared.web.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The back office stands on façades, and each of its routes says who may use it. */
class BackOfficeRulesTest {

    private static final JavaClasses BACK_OFFICE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.lyceum.admin");

    /**
     * A capability's root is one word below {@code io.lyceum}; of plugins there are the messages,
     * and what they say of themselves.
     */
    private static final Pattern ALLOWED =
            Pattern.compile(
                    "io\\.lyceum\\.(admin(\\..+)?|shared(\\..+)?|plugin\\.(activity|connector|content|page|view|runtime(\\.(descriptor|scan))?)|[a-z]+)");

    @Test
    void theBackOfficeUsesOnlyCapabilityRootsAndWhatIsShared() {
        onlyFacades().check(BACK_OFFICE);
    }

    @Test
    void reachingBehindACapabilitysRootIsFound() {
        assertTrue(onlyFacades().evaluate(onlyClass(ReachesBehind.class)).hasViolation());
    }

    @Test
    void everyRouteSaysWhoMayUseIt() {
        everyRouteSpeaks().allowEmptyShould(true).check(BACK_OFFICE);
    }

    @Test
    void aSilentRouteIsFound() {
        assertTrue(everyRouteSpeaks().evaluate(onlyClass(SilentRoute.class)).hasViolation());
    }

    /** The list of error codes is written from the platform's enums. */
    @Test
    void errorCodesStandInThePlatform() {
        classes().should().notBeAssignableTo(ProblemCode.class).check(BACK_OFFICE);
    }

    private static JavaClasses onlyClass(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }

    private static ArchRule onlyFacades() {
        return classes()
                .should(
                        new ArchCondition<JavaClass>("use only capability roots and shared") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                for (Dependency use : type.getDirectDependenciesFromSelf()) {
                                    String target =
                                            use.getTargetClass()
                                                    .getBaseComponentType()
                                                    .getPackageName();
                                    boolean allowed =
                                            !target.startsWith("io.lyceum.")
                                                    || ALLOWED.matcher(target).matches();
                                    events.add(
                                            new SimpleConditionEvent(
                                                    type, allowed, use.getDescription()));
                                }
                            }
                        });
    }

    private static ArchRule everyRouteSpeaks() {
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

    static class ReachesBehind {
        SessionCache sessions = new SessionCache();
    }

    static class SilentRoute {
        @GET
        public String read() {
            return "";
        }
    }
}
