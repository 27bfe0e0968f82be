package wire

// Features are the figures of an Insight, the specification's ObjectFeature:
// amounts in the currency's main unit, ranges and tenures in months, ages in
// years. Incomes are the estimated ones, by month, and LastN looks at the last N
// months. What cannot be computed is nil and left out.
type Features struct {
	IncomesCount                 *int     `json:"incomes_count,omitempty"`
	IncomesFirstIncomeMonthRange *int     `json:"incomes_first_income_month_range,omitempty"`
	IncomesMissingMonthMax       *int     `json:"incomes_missing_month_max,omitempty"`
	IncomesMissingMonthCount     *int     `json:"incomes_missing_month_count,omitempty"`
	IncomesSum                   *float64 `json:"incomes_amount_sum,omitempty"`
	IncomesAverage               *float64 `json:"incomes_amount_average,omitempty"`
	IncomesMin                   *float64 `json:"incomes_amount_min,omitempty"`
	IncomesMax                   *float64 `json:"incomes_amount_max,omitempty"`
	IncomesMedian                *float64 `json:"incomes_amount_median,omitempty"`
	IncomesStd                   *float64 `json:"incomes_amount_std,omitempty"`

	IncomesLast3Sum     *float64 `json:"incomes_last3_months_amount_sum,omitempty"`
	IncomesLast3Average *float64 `json:"incomes_last3_months_amount_average,omitempty"`
	IncomesLast3Min     *float64 `json:"incomes_last3_months_amount_min,omitempty"`
	IncomesLast3Max     *float64 `json:"incomes_last3_months_amount_max,omitempty"`
	IncomesLast3Median  *float64 `json:"incomes_last3_months_amount_median,omitempty"`
	IncomesLast3Std     *float64 `json:"incomes_last3_months_amount_std,omitempty"`

	IncomesLast6Sum     *float64 `json:"incomes_last6_months_amount_sum,omitempty"`
	IncomesLast6Average *float64 `json:"incomes_last6_months_amount_average,omitempty"`
	IncomesLast6Min     *float64 `json:"incomes_last6_months_amount_min,omitempty"`
	IncomesLast6Max     *float64 `json:"incomes_last6_months_amount_max,omitempty"`
	IncomesLast6Median  *float64 `json:"incomes_last6_months_amount_median,omitempty"`
	IncomesLast6Std     *float64 `json:"incomes_last6_months_amount_std,omitempty"`

	IncomesLast9Sum     *float64 `json:"incomes_last9_months_amount_sum,omitempty"`
	IncomesLast9Average *float64 `json:"incomes_last9_months_amount_average,omitempty"`
	IncomesLast9Min     *float64 `json:"incomes_last9_months_amount_min,omitempty"`
	IncomesLast9Max     *float64 `json:"incomes_last9_months_amount_max,omitempty"`
	IncomesLast9Median  *float64 `json:"incomes_last9_months_amount_median,omitempty"`
	IncomesLast9Std     *float64 `json:"incomes_last9_months_amount_std,omitempty"`

	IncomesLast12Sum     *float64 `json:"incomes_last12_months_amount_sum,omitempty"`
	IncomesLast12Average *float64 `json:"incomes_last12_months_amount_average,omitempty"`
	IncomesLast12Min     *float64 `json:"incomes_last12_months_amount_min,omitempty"`
	IncomesLast12Max     *float64 `json:"incomes_last12_months_amount_max,omitempty"`
	IncomesLast12Median  *float64 `json:"incomes_last12_months_amount_median,omitempty"`
	IncomesLast12Std     *float64 `json:"incomes_last12_months_amount_std,omitempty"`

	IncomesLast18Sum      *float64 `json:"incomes_last18_months_amount_sum,omitempty"`
	IncomesLast18Average  *float64 `json:"incomes_last18_months_amount_average,omitempty"`
	IncomesLast18Min      *float64 `json:"incomes_last18_months_amount_min,omitempty"`
	IncomesLast18Max      *float64 `json:"incomes_last18_months_amount_max,omitempty"`
	IncomesLast18Median   *float64 `json:"incomes_last18_months_amount_median,omitempty"`
	IncomesLast18Std      *float64 `json:"incomes_last18_months_amount_std,omitempty"`
	IncomesLast18MaxCount *float64 `json:"incomes_last18_months_max_amount_count,omitempty"`

	IncomesStartingAmount *float64 `json:"incomes_starting_amount,omitempty"`
	IncomesCurrentAmount  *float64 `json:"incomes_current_amount,omitempty"`
	IncomesLatestGrowth   *float64 `json:"incomes_latest_growth,omitempty"`

	LiabilitiesLoanCount   *int     `json:"liabilities_loan_count,omitempty"`
	LiabilitiesLoanMin     *float64 `json:"liabilities_loan_amount_min,omitempty"`
	LiabilitiesLoanMax     *float64 `json:"liabilities_loan_amount_max,omitempty"`
	LiabilitiesLoanTotal   *float64 `json:"liabilities_loan_amount_total,omitempty"`
	LiabilitiesLoanAverage *float64 `json:"liabilities_loan_amount_average,omitempty"`
	LiabilitiesLoanStd     *float64 `json:"liabilities_loan_amount_std,omitempty"`

	LiabilitiesFinishedLoanCount    *float64 `json:"liabilities_finished_loan_count,omitempty"`
	LiabilitiesOutstandingLoanCount *int     `json:"liabilities_outstanding_loan_count,omitempty"`
	LiabilitiesOutstandingMax       *float64 `json:"liabilities_outstanding_amount_max,omitempty"`
	LiabilitiesOutstandingTotal     *float64 `json:"liabilities_outstanding_amount_total,omitempty"`
	LiabilitiesOutstandingAverage   *float64 `json:"liabilities_outstanding_amount_average,omitempty"`
	LiabilitiesOverdueLoanCount     *int     `json:"liabilities_overdue_loan_count,omitempty"`
	LiabilitiesOverdueTotal         *float64 `json:"liabilities_overdue_amount_total,omitempty"`
	LiabilitiesOverdueAverage       *float64 `json:"liabilities_overdue_amount_average,omitempty"`

	// Amortization is of the loans that are not paid off yet.
	LiabilitiesAmortizationSum     *float64 `json:"liabilities_ongoing_amortization_amount_sum,omitempty"`
	LiabilitiesAmortizationMin     *float64 `json:"liabilities_ongoing_amortization_amount_min,omitempty"`
	LiabilitiesAmortizationMax     *float64 `json:"liabilities_ongoing_amortization_amount_max,omitempty"`
	LiabilitiesAmortizationAverage *float64 `json:"liabilities_ongoing_amortization_amount_average,omitempty"`
	LiabilitiesAmortizationMedian  *float64 `json:"liabilities_ongoing_amortization_amount_median,omitempty"`
	LiabilitiesAmortizationStd     *float64 `json:"liabilities_ongoing_amortization_amount_std,omitempty"`

	LiabilitiesPaymentCount   *float64 `json:"liabilities_payment_count,omitempty"`
	LiabilitiesPaymentMax     *float64 `json:"liabilities_payment_amount_max,omitempty"`
	LiabilitiesPaymentMin     *float64 `json:"liabilities_payment_amount_min,omitempty"`
	LiabilitiesPaymentMedian  *float64 `json:"liabilities_payment_amount_median,omitempty"`
	LiabilitiesPaymentAverage *float64 `json:"liabilities_payment_amount_average,omitempty"`
	LiabilitiesPaymentSum     *float64 `json:"liabilities_payment_amount_sum,omitempty"`
	LiabilitiesPaymentStd     *float64 `json:"liabilities_payment_amount_std,omitempty"`

	EmploymentsCurrentStatus EmploymentStatus `json:"employments_current_status,omitempty"`
	EmploymentsEmployerCount *int             `json:"employments_employer_count,omitempty"`
	EmploymentsCurrentTenure *int             `json:"employments_current_tenure,omitempty"`
	IdentityAge              *int             `json:"identity_age,omitempty"`

	// LinkDayN counts the organisations linked with in the last N days.
	LinkDaysSinceFirst *int `json:"link_days_since_first,omitempty"`
	LinkDaysSinceLast  *int `json:"link_days_since_last,omitempty"`
	LinkDay3Count      *int `json:"link_day3_count,omitempty"`
	LinkDay7Count      *int `json:"link_day7_count,omitempty"`
	LinkDay30Count     *int `json:"link_day30_count,omitempty"`
	LinkDay90Count     *int `json:"link_day90_count,omitempty"`
	LinkDay180Count    *int `json:"link_day180_count,omitempty"`
	LinkDay365Count    *int `json:"link_day365_count,omitempty"`
	LinkDay730Count    *int `json:"link_day730_count,omitempty"`
}
