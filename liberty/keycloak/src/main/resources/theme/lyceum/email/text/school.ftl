<#ftl output_format="plainText">
<#function name>
  <#local value = msg("brandName")>
  <#return (value == "brandName" || value == "")?then(realmName, value)>
</#function>
