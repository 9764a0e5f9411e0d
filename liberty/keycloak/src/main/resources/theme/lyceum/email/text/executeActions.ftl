<#ftl output_format="plainText">
<#import "school.ftl" as school>
<#assign kind = (requiredActions?? && requiredActions?seq_contains("UPDATE_PASSWORD"))?then("invite", "steps")>
${msg(kind + "Title", school.name(), (user.firstName)!"")}

${msg(kind + "Body", school.name())}

${msg(kind + "Action")}:
${link}

${msg("mailExpiry", linkExpirationFormatter(linkExpiration))}
${msg(kind + "Ignore")}

-- 
${school.name()}
