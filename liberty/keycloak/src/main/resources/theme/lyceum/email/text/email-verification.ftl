<#ftl output_format="plainText">
<#import "school.ftl" as school>
${msg("verifyTitle", school.name())}

${msg("verifyBody", school.name())}

${msg("verifyAction")}:
${link}

${msg("mailExpiry", linkExpirationFormatter(linkExpiration))}
${msg("verifyIgnore")}

-- 
${school.name()}
