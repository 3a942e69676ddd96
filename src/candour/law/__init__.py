"""The law as dated rows: tables only, no logic, nothing imported from above."""
