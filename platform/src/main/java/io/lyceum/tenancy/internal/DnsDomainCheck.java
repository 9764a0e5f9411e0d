package io.lyceum.tenancy.internal;

import io.lyceum.tenancy.DomainCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks for {@code _lyceum.<host> TXT lyceum-verification=<token>}. */
@ApplicationScoped
class DnsDomainCheck implements DomainCheck {

    @jakarta.inject.Inject
    @ConfigProperty(name = "lyceum.domain-check.dns-server")
    Optional<String> server;

    @Override
    public Finding look(String host, String token) {
        String name = "_lyceum." + host;
        try {
            List<String> found = texts(name);
            String wanted = "lyceum-verification=" + token;
            if (found.contains(wanted)) {
                return Finding.TOKEN;
            }
            return found.isEmpty() ? Finding.NO_RECORD : Finding.OTHER_RECORD;
        } catch (NameNotFoundException e) {
            return Finding.NO_RECORD;
        } catch (NamingException e) {
            return Finding.NO_NAME_SERVER;
        }
    }

    private List<String> texts(String name) throws NamingException {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "1500");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        settings.put(Context.PROVIDER_URL, "dns://" + server.orElse(""));
        InitialDirContext dns = new InitialDirContext(settings);
        try {
            Attribute texts = dns.getAttributes(name, new String[] {"TXT"}).get("TXT");
            List<String> values = new ArrayList<>();
            if (texts != null) {
                NamingEnumeration<?> all = texts.getAll();
                while (all.hasMore()) {
                    values.add(all.next().toString().replaceAll("^\"|\"$", ""));
                }
            }
            return values;
        } finally {
            dns.close();
        }
    }
}
