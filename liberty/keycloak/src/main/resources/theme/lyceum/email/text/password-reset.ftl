<#ftl output_format="plainText">
<#import "school.ftl" as school>
${msg("resetTitle", school.name())}

${msg("resetBody", school.name())}

${msg("resetAction")}:
${link}

${msg("mailExpiry", linkExpirationFormatter(linkExpiration))}
${msg("resetIgnore")}

-- 
${school.name()}
